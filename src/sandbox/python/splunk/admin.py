"""Stand-in for `splunk.admin`: the names that `[admin_external:]` handlers derive from and raise.

The driver of ar-sim (rest_handler.py) asks for what `init` was told, and hands it one request after the other.
"""
from __future__ import absolute_import

from splunk import _stand_in
from splunk._stand_in.admin_items import ArgsInfo, ConfigInfo, ConfigItem  # noqa: F401 - part of this module's face
from splunk._stand_in.admin_items import SupportedArgs

CONTEXT_NONE = 1
CONTEXT_APP_ONLY = 2
CONTEXT_APP_AND_USER = 3

ACTION_CREATE = 1
ACTION_LIST = 2
ACTION_EDIT = 4
ACTION_REMOVE = 8
ACTION_MEMBERS = 16
ACTION_RELOAD = 32

MODE_SETUP = 'setup'
MODE_EXEC = 'execute'

EAI_META_PREFIX = 'eai:'
EAI_ENTRY_ACL = 'eai:acl'
EAI_ENTRY_ATTRIBUTES = 'eai:attributes'
EAI_LIST_SEARCH = 'search'


class AdminManagerException(Exception):
    """What splunkd turns into an HTTP error."""


class ArgValidationException(AdminManagerException):
    pass


class BadActionException(AdminManagerException):
    pass


class BadProgrammerException(AdminManagerException):
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


class MConfigHandler(object):
    """Base class; the handle* methods are for subclasses."""

    def __init__(self, scriptMode=None, ctxInfo=None, request=None):
        asked = _current if request is None or not isinstance(request, dict) else request
        self.supportedArgs = SupportedArgs()
        self.callerArgs = ArgsInfo(asked.get('id'), asked.get('args') or {})
        self.requestedAction = asked.get('action', ACTION_LIST)
        self.customAction = asked.get('customAction') or ''
        self.appName = asked.get('app') or ''
        self.userName = asked.get('user') or ''
        self.context = ctxInfo if ctxInfo is not None else CONTEXT_NONE
        self.mode = scriptMode
        self.shouldAutoList = True
        self.shouldFilter = True
        self.shouldReload = False
        self.maxCount = asked.get('count', 30)
        self.posOffset = asked.get('offset', 0)
        self.sortAscending = asked.get('sortAscending', True)
        self.sortByKey = asked.get('sortByKey', '')
        self.hasFeed = False
        self.capabilityRead = ''
        self.capabilityWrite = ''
        self._session_key = asked.get('sessionKey') or ''

    def setup(self):
        """Name the arguments that are taken, through self.supportedArgs."""

    def getSessionKey(self):
        return self._session_key

    def setReadCapability(self, name):
        self.capabilityRead = name

    def setWriteCapability(self, name):
        self.capabilityWrite = name

    def readConf(self, confName):
        """{stanza: {key: value}} as the app of the request sees it."""
        from splunk._stand_in import admin_confs

        return admin_confs.read(confName, self._owner(), self.appName or '-', self._session_key)

    def readConfCtx(self, confName):
        return self.readConf(confName)

    def writeConf(self, confName, stanzaName, settingsDict):
        from splunk._stand_in import admin_confs

        admin_confs.write(
            confName, stanzaName, settingsDict, self._owner(), self.appName or 'search', self._session_key
        )

    def updateConf(self, confName, stanzaName, settingsDict):
        self.writeConf(confName, stanzaName, settingsDict)

    def actionNotImplemented(self):
        raise BadActionException(
            'This handler does not support the action it was asked for (%s).' % self.requestedAction
        )

    def actionName(self):
        return self.requestedAction

    def _owner(self):
        return self.userName if self.context == CONTEXT_APP_AND_USER and self.userName else 'nobody'

    def handleCreate(self, confInfo):
        self._refuse('create')

    def handleList(self, confInfo):
        self._refuse('list')

    def handleEdit(self, confInfo):
        self._refuse('edit')

    def handleRemove(self, confInfo):
        self._refuse('remove')

    def handleMembers(self, confInfo):
        self._refuse('members')

    def handleReload(self, confInfo=None):
        self._refuse('reload')

    def handleCustom(self, confInfo):
        self._refuse(self.customAction)

    def handleACL(self, confInfo):
        self._refuse('acl')

    def _refuse(self, action):
        raise BadActionException('This handler does not support the "%s" action.' % action)


# The request that is being answered; a handler's constructor takes it from here.
_current = {}
_registered = []


def init(handler, ctxInfo=CONTEXT_NONE, args=None):
    """Called at the foot of a handler's script: what it is told, the driver makes use of."""
    _registered[:] = [(handler, ctxInfo)]


_stand_in.guard(__name__)
