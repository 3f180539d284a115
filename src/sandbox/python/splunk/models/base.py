"""Stand-in for `splunk.models.base`: an object of splunkd as an instance of a class that names its fields.

Covered: SplunkRESTModel, SplunkAppObjModel, and what all() gives. Written from how public apps use them.
"""
from __future__ import absolute_import

import splunk
from splunk import _stand_in, auth, entity, rest
from splunk.models.field import Field, StructuredField


class Metadata(object):
    """Where an object lies, and who may do what with it."""

    def __init__(self, acl):
        self.app = acl.get('app')
        self.owner = acl.get('owner')
        self.sharing = acl.get('sharing')
        self.perms = acl.get('perms')
        self.modifiable = acl.get('modifiable') == '1'
        self.removable = acl.get('removable') == '1'


class SplunkQuerySet(object):
    """Objects of a class, fetched when they are looked at; each filter gives another set."""

    def __init__(self, model, arguments):
        self._model = model
        self._arguments = arguments
        self._found = None

    def _with(self, **more):
        arguments = dict(self._arguments, **more)
        return SplunkQuerySet(self._model, arguments)

    def _searched(self, clause):
        before = self._arguments.get('search')
        return self._with(search=clause if not before else '%s %s' % (before, clause))

    def search(self, text):
        return self._searched(text)

    def filter(self, **fields):
        names = self._model.model_fields()
        clauses = [
            '%s="%s"' % (names[name].get_api_name(name) if name in names else name, value)
            for name, value in sorted(fields.items())
        ]
        return self._searched(' '.join(clauses))

    def filter_by_app(self, app):
        return self._searched('eai:acl.app="%s"' % app)

    def filter_by_user(self, user):
        return self._searched('eai:acl.owner="%s"' % user)

    def order_by(self, key, sort_dir='asc', sort_mode=None):
        return self._with(sort_key=key, sort_dir=sort_dir)

    def all(self):
        return self._with()

    def _objects(self):
        if self._found is None:
            names = dict(self._arguments)
            names.setdefault('count', -1)
            # Seen in public apps: all() is followed by filter_by_app(), so it is not of one app.
            names.setdefault('namespace', '-')
            names.setdefault('owner', '-')
            found = entity.getEntitiesList(self._model.resource, **names)
            key, host = names.get('sessionKey'), names.get('hostPath')
            self._found = [self._model._of(one, key, host) for one in found]
        return self._found

    def __iter__(self):
        return iter(self._objects())

    def __len__(self):
        return len(self._objects())

    def __getitem__(self, index):
        return self._objects()[index]


class SplunkRESTModel(object):
    """One object; `resource` of a class is its path below the namespace."""

    resource = ''

    def __init__(
        self, namespace=None, owner=None, name=None, entity=None, sessionKey=None, host_path=None, **fields
    ):
        self.namespace = namespace
        self.owner = owner
        self.name = name
        self.sessionKey = sessionKey
        self.host_path = host_path
        self.id = None
        self.entity = entity
        self.errors = []
        self.action_links = []
        self.metadata = Metadata({'app': namespace, 'owner': owner})
        self.from_entity({} if entity is None else entity)
        self.update(fields)

    @classmethod
    def model_fields(cls):
        found = {}
        for name in dir(cls):
            value = getattr(cls, name)
            if isinstance(value, Field):
                found[name] = value
        return found

    @classmethod
    def get_mutable_fields(cls):
        return [name for name, field in cls.model_fields().items() if field.get_is_mutable()]

    @classmethod
    def build_id(cls, name, namespace=None, owner=None, host_path=None):
        return entity.buildEndpoint(cls.resource, name, namespace, owner, host_path)

    @classmethod
    def get(cls, id=None, sessionKey=None, host_path=None):
        """By its id; without one, what a new one is before anything is set."""
        uri = id or entity.buildEndpoint(cls.resource, '_new')
        if host_path and uri.startswith('/'):
            uri = splunk.mergeHostPath(host_path) + uri
        found = entity.getEntity(cls.resource, None, uri=uri, sessionKey=sessionKey)
        if found is None:
            raise splunk.ResourceNotFound('%s is not there' % uri)
        return cls._of(found, sessionKey, host_path)

    @classmethod
    def all(cls, sessionKey=None, host_path=None, **arguments):
        return SplunkQuerySet(cls, dict(arguments, sessionKey=sessionKey, hostPath=host_path))

    @classmethod
    def search(cls, text, **arguments):
        return cls.all(**arguments).search(text)

    @classmethod
    def filter(cls, sessionKey=None, **fields):
        return cls.all(sessionKey=sessionKey).filter(**fields)

    @classmethod
    def order_by(cls, key, sort_dir='asc'):
        return cls.all().order_by(key, sort_dir)

    @classmethod
    def _of(cls, found, sessionKey, host_path):
        name = None if found.name == '_new' else found.name
        made = cls(found.namespace, found.owner, name, found, sessionKey, host_path)
        made.id = found.id
        made.action_links = found.links
        made.metadata = Metadata(found.get('eai:acl') or {})
        return made

    def from_entity(self, data):
        for name, field in self.model_fields().items():
            setattr(self, name, field.from_apidata(data, name))

    def update(self, fields):
        names = self.model_fields()
        for name, value in fields.items():
            if name in names or name in ('name', 'namespace', 'owner'):
                setattr(self, name, value)

    def _apidata(self):
        data = {}
        for name, field in self.model_fields().items():
            value = getattr(self, name)
            if isinstance(field, StructuredField):
                data.update(field.flat(name, value))
            elif field.get_is_mutable() and value is not None:
                data[field.get_api_name(name)] = field.to_apidata(value)
        return data

    def _uri(self, name=None):
        owner = self.owner or auth.getCurrentUser()['name']
        return entity.buildEndpoint(self.resource, name, self.namespace, owner, self.host_path)

    def create(self):
        data = self._apidata()
        data.setdefault('name', self.name)
        rest.simpleRequest(
            self._uri(), sessionKey=self.sessionKey, postargs=data, method='POST', raiseAllErrors=True
        )
        self.id = self._uri(self.name)
        return True

    def save(self):
        """Raises what splunkd has against it."""
        if self.id is None:
            return self.create()
        rest.simpleRequest(
            self.id, sessionKey=self.sessionKey, postargs=self._apidata(), method='POST', raiseAllErrors=True
        )
        return True

    def passive_save(self):
        """Whether splunkd took it; if not, `errors` has the reasons."""
        self.errors = []
        try:
            return self.save()
        except (splunk.RESTException, splunk.SplunkdException) as error:
            text = getattr(error, 'get_message_text', lambda: '')() or str(error)
            self.errors = [text]
            return False

    def delete(self):
        if self.id is None:
            return False
        response, _ = rest.simpleRequest(self.id, sessionKey=self.sessionKey, method='DELETE')
        return response.status == 200

    def refresh(self):
        fresh = self.get(self.id, self.sessionKey)
        self.from_entity(fresh.entity)
        return True


class SplunkAppObjModel(SplunkRESTModel):
    """One that lies in an app, and can be shared."""

    def _share(self, sharing):
        data = {'sharing': sharing, 'owner': self.owner or 'nobody'}
        response, _ = rest.simpleRequest(
            (self.id or self._uri(self.name)) + '/acl',
            sessionKey=self.sessionKey,
            postargs=data,
            method='POST',
        )
        self.metadata.sharing = sharing
        return response.status == 200

    def share_app(self):
        return self._share('app')

    def share_global(self):
        return self._share('global')

    def make_private(self):
        return self._share('user')


_stand_in.guard(__name__)
