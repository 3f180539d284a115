"""Stand-in for `splunk.bundle`: a .conf of splunkd as a mapping of stanzas, whose settings are written as they are set.

Covered: getConf, createConf, Conf and Stanza as public scripts use them. Everything goes through the REST API.
"""
from __future__ import absolute_import

import splunk
from splunk import _stand_in
from splunk import auth, entity, rest  # noqa: F401 - scripts reach splunk.rest by this import


class Stanza(object):
    """Settings of one stanza; setting one posts it."""

    def __init__(self, conf, name, settings=None):
        self.conf = conf
        self.name = name
        self.keyvals = dict(settings or {})

    def __getitem__(self, key):
        return self.keyvals[key]

    def __setitem__(self, key, value):
        self.keyvals[key] = value
        self.conf._write(self.name, {key: value})

    def __contains__(self, key):
        return key in self.keyvals

    def __iter__(self):
        return iter(self.keyvals)

    def __len__(self):
        return len(self.keyvals)

    def get(self, key, default=None):
        return self.keyvals.get(key, default)

    def keys(self):
        return self.keyvals.keys()

    def values(self):
        return self.keyvals.values()

    def items(self):
        return self.keyvals.items()

    def findKeys(self, keySubset=None):
        """Settings whose names begin so."""
        return dict(item for item in self.keyvals.items() if item[0].startswith(keySubset or ''))

    def needsPopulation(self):
        return False

    def __str__(self):
        return str(self.keyvals)


class Conf(object):
    """Stanzas by name."""

    def __init__(self, name, namespace=None, owner=None, sessionKey=None, hostPath=None):
        self.name = name
        self.namespace = namespace
        self.owner = owner
        self.sessionKey = sessionKey
        self.hostPath = hostPath
        self.stanzas = {}
        self._batch = None

    def __getitem__(self, name):
        return self.stanzas[name]

    def __setitem__(self, name, settings):
        self.createStanza(name)
        self.stanzas[name].keyvals.update(settings)
        self._write(name, dict(settings))

    def __contains__(self, name):
        return name in self.stanzas

    def __iter__(self):
        return iter(self.stanzas)

    def __len__(self):
        return len(self.stanzas)

    def get(self, name, default=None):
        return self.stanzas.get(name, default)

    def keys(self):
        return self.stanzas.keys()

    def values(self):
        return self.stanzas.values()

    def items(self):
        return self.stanzas.items()

    def createStanza(self, name):
        if name not in self.stanzas:
            self._post(None, {'name': name})
            self.stanzas[name] = Stanza(self, name)
        return self.stanzas[name]

    def findStanzas(self, match='*'):
        import fnmatch

        found = Conf(self.name, self.namespace, self.owner, self.sessionKey, self.hostPath)
        found.stanzas = dict(
            item for item in self.stanzas.items() if fnmatch.fnmatchcase(item[0], match)
        )
        return found

    def findKeys(self, keySubset):
        return dict((name, stanza.findKeys(keySubset)) for name, stanza in self.items())

    def beginBatch(self):
        """What is set from here on is posted at once by commitBatch."""
        self._batch = {}

    def commitBatch(self):
        batch, self._batch = self._batch or {}, None
        for name, settings in batch.items():
            self._post(name, settings)
        return True

    def _write(self, name, settings):
        if self._batch is not None:
            self._batch.setdefault(name, {}).update(settings)
        else:
            self._post(name, settings)

    def _post(self, name, settings):
        uri = entity.buildEndpoint(
            'configs/conf-' + self.name, name, self.namespace, self.owner, self.hostPath
        )
        fields = dict((key, '' if value is None else value) for key, value in settings.items())
        rest.simpleRequest(
            uri, sessionKey=self.sessionKey, postargs=fields, method='POST', raiseAllErrors=True
        )


def getConf(
    confName, sessionKey=None, namespace=None, owner=None, overwriteStanzas=False, hostPath=None
):
    """The .conf as this user and app see it; ResourceNotFound where nobody has one of the name."""
    names = dict(namespace=namespace, owner=owner, sessionKey=sessionKey, hostPath=hostPath)
    where = entity.buildEndpoint('properties', confName, namespace or '-', owner or 'nobody', hostPath)
    if not rest.checkResourceExists(where, sessionKey=sessionKey):
        raise splunk.ResourceNotFound('Cannot find the configuration file %s' % confName)
    conf = Conf(confName, namespace, owner, sessionKey, hostPath)
    for name, found in entity.getEntities('configs/conf-' + confName, count=-1, **names).items():
        settings = dict(
            (key, '' if value is None else value)
            for key, value in found.items()
            if not key.startswith('eai:')
        )
        conf.stanzas[name] = Stanza(conf, name, settings)
    return conf


def createConf(confName, namespace=None, owner=None, sessionKey=None, hostPath=None):
    uri = entity.buildEndpoint('properties', None, namespace, owner, hostPath)
    rest.simpleRequest(
        uri, sessionKey=sessionKey, postargs={'__conf': confName}, method='POST', raiseAllErrors=True
    )
    return Conf(confName, namespace, owner, sessionKey, hostPath)


_stand_in.guard(__name__)
