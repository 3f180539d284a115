"""Stand-in for `splunk.admin`: the names that REST handlers derive from and raise.

A handler class can be defined, made and called; `init`, by which splunkd runs one, is not emulated.
"""
from __future__ import absolute_import

from collections import OrderedDict

from splunk import _stand_in

CONTEXT_NONE = 1
CONTEXT_APP_ONLY = 2
CONTEXT_APP_AND_USER = 3

ACTION_CREATE = 1
ACTION_LIST = 2
ACTION_EDIT = 4
ACTION_REMOVE = 8
ACTION_MEMBERS = 16
ACTION_RELOAD = 32

EAI_META_PREFIX = 'eai:'
EAI_ENTRY_ACL = 'eai:acl'
EAI_ENTRY_ATTRIBUTES = 'eai:attributes'
EAI_LIST_SEARCH = 'search'


class AdminManagerException(Exception):
    """What splunkd turns into an HTTP error."""


class ArgValidationException(AdminManagerException):
    pass


class NotFoundException(AdminManagerException):
    pass


class AlreadyExistsException(AdminManagerException):
    pass


class InternalException(AdminManagerException):
    pass


class ServiceUnavailableException(AdminManagerException):
    pass


class HandlerSetupException(AdminManagerException):
    pass


class ConfigItem(OrderedDict):
    """One object of an answer: settings by name."""

    def append(self, key, value):
        self[key] = value

    def setMetadata(self, key, value):
        self[EAI_META_PREFIX + key] = value


class ConfigInfo(OrderedDict):
    """An answer: objects by name, made when first named."""

    def __missing__(self, name):
        self[name] = ConfigItem()
        return self[name]


class _Arguments(object):
    def __init__(self):
        self.id = None
        self.data = {}
        self.required, self.optional, self.wildcards = [], [], []

    def addReqArg(self, name):
        self.required.append(name)

    def addOptArg(self, name):
        self.optional.append(name)

    def addWildcardArg(self, name):
        self.wildcards.append(name)


class MConfigHandler(object):
    """Base class; the handle* methods are for subclasses."""

    def __init__(self, scriptMode=None, ctxInfo=None, request=None):
        self.supportedArgs = _Arguments()
        self.callerArgs = _Arguments()
        self.requestedAction = ACTION_LIST
        self.appName = ''
        self.userName = ''
        self.context = ctxInfo if ctxInfo is not None else CONTEXT_NONE
        self.shouldAutoList = True
        self._session_key = ''

    def setup(self):
        """Name the arguments that are taken, through self.supportedArgs."""

    def getSessionKey(self):
        return self._session_key

    def readConf(self, confName):
        from splunk.clilib import cli_common

        return cli_common.getMergedConf(confName)

    def actionName(self):
        return self.requestedAction


def init(handler, ctxInfo=CONTEXT_NONE, args=None):
    raise NotImplementedError(
        "ar-sim's splunk.admin does not run REST handlers: splunk.admin.init(%s) was called"
        % getattr(handler, '__name__', handler)
    )


_stand_in.guard(__name__)
