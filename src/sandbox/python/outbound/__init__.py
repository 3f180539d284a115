"""Tells ar-sim what a script tries to reach, from inside its interpreter, and refuses it where no other fence can.

Standard library only. Python 2.7, and 3.6 or newer. It is loaded together with the module `socket`, and not before.
"""

import sys

from .hooks import hook
from .rules import read_rules


class Outbound(object):
    def __init__(self, folder, now):
        """`folder` holds the rules of the run. `now` gives the true time."""
        self.folder = folder
        self.now = now
        self.rules = None
        self.socket = None
        self._watch = None

    def of_socket(self, socket):
        """Called when the module `socket` is loaded."""
        self.rules = read_rules(self.folder)
        if self.rules is None:
            return
        self.socket = socket
        if sys.version_info < (3,):
            # There, a thread that loads a module waits for the one that is loading the script.
            self.watch()
        hook(socket, self)

    def of_http(self, client):
        """Called when http.client, or httplib, is loaded."""
        if self.rules is not None and (self.rules.allowed or self.rules.allows_all):
            from .answers import hook_answers

            hook_answers(client, self)

    def watch(self):
        """Most scripts load `socket` and reach for nothing. What then is needed is loaded at the first attempt."""
        if self._watch is None:
            from .tell import Teller
            from .watch import Watch

            self._watch = Watch(self.rules, Teller(self.folder, self.now), self.socket)
        return self._watch
