"""Stand-in for `splunk.clilib.control_exceptions`: the errors of Splunk's command line."""
from __future__ import absolute_import

from splunk import _stand_in


class PCLException(Exception):
    def __init__(self, msgVal=''):
        Exception.__init__(self, msgVal)

    def __str__(self):
        return repr(self.args)


class ArgError(PCLException):
    pass


class AuthError(PCLException):
    pass


class ConfigError(PCLException):
    pass


class FileAccess(PCLException):
    pass


class FilePath(PCLException):
    pass


class FileType(PCLException):
    pass


class InternalError(PCLException):
    pass


class InputError(PCLException):
    pass


class InvokeAPI(PCLException):
    pass


class ParsingError(PCLException):
    pass


class PipeIOError(PCLException):
    pass


class SearchError(PCLException):
    pass


class ServerState(PCLException):
    pass


class ServerConnectionException(PCLException):
    pass


class StopException(PCLException):
    pass


class SuccessException(PCLException):
    pass


class ValidationError(PCLException):
    def __init__(self, nameVal='', argVal='', descVal=''):
        Exception.__init__(self, nameVal, argVal, descVal)


class VersionError(PCLException):
    pass


_stand_in.guard(__name__)
