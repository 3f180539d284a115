"""Stand-in for `splunk.persistconn.application`: the base class of persistent REST handlers."""
from __future__ import absolute_import

from splunk import _stand_in


class PersistentServerConnectionApplication(object):
    def __init__(self, command_line=None, command_arg=None):
        pass

    def handle(self, in_string):
        raise NotImplementedError('A persistent REST handler must have its own handle()')

    def handleStream(self, handle, in_string):
        raise NotImplementedError('A streaming REST handler must have its own handleStream()')

    def done(self):
        pass


_stand_in.guard(__name__)
