"""How long the steps of an action take."""
from __future__ import absolute_import

import logging
import time

clock = getattr(time, 'perf_counter', time.time)


class ModularActionTimer(object):
    """Logs how long the body of a `with` took, in milliseconds."""

    def __init__(self, modaction, component, start=None):
        self.modaction = modaction
        self.component = component
        self.start = start
        self.interval = -1

    def __enter__(self):
        self.start = self.start or clock()
        return self

    def __exit__(self, *exc_info):
        try:
            self.interval = int((clock() - self.start) * 1000)
            self.modaction.message(
                'Modular action script duration', component=self.component, duration=self.interval
            )
        except Exception:
            self.modaction.message('Unable to compute duration', level=logging.WARNING)
