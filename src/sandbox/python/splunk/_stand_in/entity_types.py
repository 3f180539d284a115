"""Entity and EntityCollection of `splunk.entity`, which hands them on."""
from __future__ import absolute_import

from collections import OrderedDict

ATTRIBUTES = 'eai:attributes'
FIELD_LISTS = ('requiredFields', 'optionalFields', 'wildcardFields')


def path_of(entityPath):
    """`a/b` of 'a/b', '/a/b/' or ['a', 'b']."""
    if isinstance(entityPath, (list, tuple)):
        return '/'.join(part.strip('/') for part in entityPath)
    return entityPath.strip('/')


class Entity(object):
    """One object of splunkd's REST API: a mapping of its properties, with its place."""

    def __init__(self, entityPath, entityName, contents=None, namespace=None, owner=None):
        self.path = path_of(entityPath)
        self.name = entityName
        self.namespace = namespace
        self.owner = owner
        self.id = self.updateTime = self.createTime = self.summary = self.value = self.hostPath = None
        self.links = []
        self.properties = {}
        self.requiredFields, self.optionalFields, self.wildcardFields = [], [], []
        if isinstance(contents, dict):
            self._fill(contents)
        elif contents is not None:
            self.value = contents

    def _fill(self, contents):
        lists = contents.get(ATTRIBUTES)
        for name in FIELD_LISTS if isinstance(lists, dict) else ():
            setattr(self, name, lists.get(name) or [])
        self.properties = dict(item for item in contents.items() if item[0] != ATTRIBUTES)
        acl = contents.get('eai:acl')
        if isinstance(acl, dict):
            self.namespace = acl.get('app') or self.namespace
            self.owner = acl.get('owner') or self.owner

    def __getitem__(self, key):
        return self.properties[key]

    def __setitem__(self, key, value):
        self.properties[key] = value

    def __delitem__(self, key):
        del self.properties[key]

    def __contains__(self, key):
        return key in self.properties

    def __iter__(self):
        return iter(self.properties)

    def __len__(self):
        return len(self.properties)

    def get(self, key, df=None):
        return self.properties.get(key, df)

    def keys(self):
        return self.properties.keys()

    def values(self):
        return self.properties.values()

    def items(self):
        return self.properties.items()

    def iteritems(self):
        return iter(self.properties.items())

    def update(self, other):
        self.properties.update(other)

    def __str__(self):
        return self.value or str(self.properties)

    def __repr__(self):
        return '<splunk.entity.Entity object - path=%s>' % self.getFullPath()

    def getBasePath(self):
        from splunk.entity import buildEndpoint

        return buildEndpoint(self.path, namespace=self.namespace, owner=self.owner)

    def getFullPath(self):
        from splunk.entity import buildEndpoint

        return buildEndpoint(self.path, self.name, self.namespace, self.owner)

    def getLink(self, rel):
        return next((href for name, href in self.links if name == rel), None)

    def isNew(self):
        return self.name in (None, '', '_new')

    def getCommitProperties(self):
        """What setEntity posts: the fields that splunkd named as editable, or all where it named none."""
        import re

        known = set(self.requiredFields) | set(self.optionalFields)

        def editable(key):
            if key.startswith('eai:'):
                return False
            if not known and not self.wildcardFields:
                return True
            return key in known or any(re.match(pattern + '$', key) for pattern in self.wildcardFields)

        return dict(
            (key, '' if value is None else value) for key, value in self.properties.items() if editable(key)
        )


class EntityCollection(OrderedDict):
    """Entities by name, in splunkd's order."""

    def __init__(self, *args, **kwargs):
        self.messages = []
        self.links = []
        self.totalResults = self.itemsPerPage = self.offset = None
        self.actions = {}
        OrderedDict.__init__(self, *args, **kwargs)
