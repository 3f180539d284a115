"""Tells ar-sim what a script tries to reach, from inside its interpreter, and refuses it where no other fence can.

Standard library only. Python 2.7, and 3.6 or newer. It is loaded together with the module `socket`, and not before.
"""

from .answers import hook_answers
from .hooks import hook
from .rules import read_rules
from .tell import Teller
from .watch import Watch


class Outbound(object):
    def __init__(self, folder, now):
        """`folder` holds the rules of the run. `now` gives the true time."""
        self.folder = folder
        self.now = now
        self.watch = None

    def of_socket(self, socket):
        """Called when the module `socket` is loaded."""
        rules = read_rules(self.folder)
        if rules is not None:
            self.watch = Watch(rules, Teller(self.folder, self.now), socket)
            hook(socket, self.watch)

    def of_http(self, client):
        """Called when http.client, or httplib, is loaded."""
        if self.watch is not None:
            hook_answers(client, self.watch)
