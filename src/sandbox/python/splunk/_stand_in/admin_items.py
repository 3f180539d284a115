"""What `splunk.admin` hands to a handler and takes from it: arguments, and an answer of named items."""
from __future__ import absolute_import

from collections import OrderedDict

EAI_META_PREFIX = 'eai:'


class SupportedArgs(object):
    """The arguments that a handler says it takes."""

    def __init__(self):
        self.required, self.optional, self.wildcards = [], [], []

    def addReqArg(self, name, *details):
        self.required.append(name)

    def addOptArg(self, name, *details):
        # Seen in eventgen and others: `compliance.*` stands for any that begin so.
        (self.wildcards if name.endswith('*') else self.optional).append(name)

    def addWildcardArg(self, name):
        self.wildcards.append(name)


class ArgsInfo(object):
    """Arguments of the caller: lists of values by name, None for an empty one, and the name of the object as `id`."""

    def __init__(self, id=None, data=None):
        self.id = id
        self.data = OrderedDict()
        for name, values in (data or {}).items():
            self.data[name] = [value if value != '' else None for value in values]

    def __getitem__(self, name):
        return self.data[name]

    def __setitem__(self, name, values):
        self.data[name] = values

    def __delitem__(self, name):
        del self.data[name]

    def __contains__(self, name):
        return name in self.data

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)

    def get(self, name, default=None):
        return self.data.get(name, default)

    def keys(self):
        return self.data.keys()

    def values(self):
        return self.data.values()

    def items(self):
        return self.data.items()

    def __str__(self):
        return str(dict(self.data))


class ConfigItem(OrderedDict):
    """One object of an answer: settings by name."""

    def __init__(self, *args, **kwargs):
        OrderedDict.__init__(self, *args, **kwargs)
        self.metadata = OrderedDict()
        self.actions = []
        self.customActions = []

    def append(self, key, value):
        self[key] = value

    def setMetadata(self, key, value):
        self.metadata[key] = value

    def copyMetadata(self, other):
        """From a splunk.entity.Entity, whose `eai:` properties are its metadata."""
        for key, value in getattr(other, 'properties', other).items():
            if key.startswith(EAI_META_PREFIX):
                self.metadata[key] = value

    def addCustomAction(self, name):
        self.customActions.append(name)

    def addAction(self, name):
        self.actions.append(name)


class ConfigInfo(OrderedDict):
    """An answer: objects by name, made when first named."""

    def __init__(self, *args, **kwargs):
        OrderedDict.__init__(self, *args, **kwargs)
        self.messages = []

    def __missing__(self, name):
        self[name] = ConfigItem()
        return self[name]

    def addErrorMsg(self, text):
        self.messages.append(('ERROR', text))

    def addWarnMsg(self, text):
        self.messages.append(('WARN', text))

    def addInfoMsg(self, text):
        self.messages.append(('INFO', text))

    def addDebugMsg(self, text):
        self.messages.append(('DEBUG', text))

    def addDeprecatedMsg(self, text=''):
        self.messages.append(('WARN', text or 'This endpoint is deprecated.'))
