"""Stand-in for `splunk.entity`: objects of splunkd's REST API, read and written as Atom.

Covered: getEntity, getEntities, getEntitiesList, setEntity, deleteEntity, controlEntity,
refreshEntities, buildEndpoint and the quoting functions.
"""
from __future__ import absolute_import

import splunk
from splunk import _stand_in
from splunk._stand_in.entity_types import Entity, EntityCollection, path_of

__all__ = ['Entity', 'EntityCollection', 'getEntity', 'getEntities', 'buildEndpoint', 'setEntity']


def quoteEntity(entityName):
    """One step of a path; a slash inside it is quoted twice, or splunkd would part the name there."""
    from splunk.util import safeURLQuote, toUnicode

    return safeURLQuote(toUnicode(entityName).replace('/', '%2F'), safe='')


def unquoteEntity(entityName):
    try:
        from urllib.parse import unquote
    except ImportError:
        from urllib import unquote
    return unquote(unquote(entityName))


def quotePath(parts):
    return '/'.join(quoteEntity(part) for part in parts)


def buildEndpoint(entityClass, entityName=None, namespace=None, owner=None, hostPath=None):
    """`/servicesNS/<owner>/<app>/<class>/<name>`, or `/services/...` without a namespace."""
    from splunk.util import safeURLQuote

    steps = ['/services']
    if namespace:
        if not owner:
            from splunk import auth

            owner = auth.getCurrentUser()['name']
        steps = ['/servicesNS', quoteEntity(owner), quoteEntity(namespace)]
    if isinstance(entityClass, (list, tuple)):
        steps.extend(quoteEntity(part) if '/' not in part else safeURLQuote(path_of(part)) for part in entityClass)
    else:
        steps.append(safeURLQuote(path_of(entityClass)))
    if entityName:
        steps.append(quoteEntity(entityName))
    uri = '/'.join(steps)
    return splunk.mergeHostPath(hostPath) + uri if hostPath else uri


def _feed(uri, arguments, sessionKey):
    from splunk import rest
    from splunk.rest import format

    response, content = rest.simpleRequest(
        uri, getargs=arguments, sessionKey=sessionKey, raiseAllErrors=True
    )
    if response.status not in (200, 201):
        raise splunk.RESTException(response.status, response.messages)
    return format.parseFeedDocument(content)


def _entity(entry, entityPath, namespace, owner, hostPath):
    found = Entity(entityPath, entry.title, entry.toPrimitive(), namespace, owner)
    found.id = entry.id
    found.updateTime = entry.updated
    found.createTime = entry.published
    found.summary = entry.summary
    found.links = entry.links
    found.hostPath = hostPath
    return found


def getEntity(
    entityPath,
    entityName,
    uri=None,
    namespace=None,
    owner=None,
    sessionKey=None,
    hostPath=None,
    **kwargs
):
    """One Entity; None where splunkd answers with an empty feed, ResourceNotFound on 404."""
    uri = uri or buildEndpoint(entityPath, entityName, namespace, owner, hostPath)
    feed = _feed(uri, kwargs, sessionKey)
    entries = getattr(feed, 'entries', [feed])
    if not entries:
        return None
    return _entity(entries[0], entityPath, namespace, owner, hostPath)


def getEntitiesList(
    entityPath,
    namespace=None,
    owner=None,
    search=None,
    count=None,
    offset=0,
    sort_key=None,
    sort_dir=None,
    sessionKey=None,
    uri=None,
    hostPath=None,
    **kwargs
):
    return list(
        getEntities(
            entityPath,
            namespace=namespace,
            owner=owner,
            search=search,
            count=count,
            offset=offset,
            sort_key=sort_key,
            sort_dir=sort_dir,
            sessionKey=sessionKey,
            uri=uri,
            unique_key='id',
            hostPath=hostPath,
            **kwargs
        ).values()
    )


def getEntities(
    entityPath,
    namespace=None,
    owner=None,
    search=None,
    count=None,
    offset=0,
    sort_key=None,
    sort_dir=None,
    sessionKey=None,
    uri=None,
    unique_key='title',
    hostPath=None,
    **kwargs
):
    """An EntityCollection: name to Entity."""
    uri = uri or buildEndpoint(entityPath, None, namespace, owner, hostPath)
    kwargs.update(search=search, count=count, offset=offset, sort_key=sort_key, sort_dir=sort_dir)
    feed = _feed(uri, kwargs, sessionKey)
    found = EntityCollection()
    for entry in getattr(feed, 'entries', [feed]):
        entity = _entity(entry, entityPath, namespace, owner, hostPath)
        key = getattr(entry, unique_key, None) or entity.get(unique_key) or entry.title
        found[key] = entity
    found.links = feed.links
    found.messages = getattr(feed, 'messages', [])
    found.totalResults = getattr(feed, 'os_totalResults', None)
    found.itemsPerPage = getattr(feed, 'os_itemsPerPage', None)
    found.offset = getattr(feed, 'os_startIndex', None)
    return found


def setEntity(
    entity, sessionKey=None, uri=None, msgObj=None, strictCreate=False, filterArguments=None
):
    """Post the entity: to its own place, or to the place above it when it is new. True when taken."""
    from splunk import rest

    properties = entity.getCommitProperties()
    if filterArguments:
        properties = dict(item for item in properties.items() if item[0] in filterArguments)
    creating = strictCreate or entity.isNew()
    if creating and not entity.isNew():
        properties.setdefault('name', entity.name)
    if not uri:
        uri = entity.getBasePath() if creating else entity.getFullPath()
        if entity.hostPath:
            uri = splunk.mergeHostPath(entity.hostPath) + uri
    response, _ = rest.simpleRequest(
        uri, sessionKey=sessionKey, postargs=properties, method='POST', raiseAllErrors=True
    )
    if isinstance(msgObj, dict):
        msgObj['messages'] = response.messages
    return response.status in (200, 201)


def deleteEntity(entityPath, entityName, namespace, owner, sessionKey=None, hostPath=None):
    from splunk import rest

    uri = buildEndpoint(entityPath, entityName, namespace, owner, hostPath)
    response, _ = rest.simpleRequest(uri, sessionKey=sessionKey, method='DELETE', raiseAllErrors=True)
    return response.status == 200


def controlEntity(action, entityURI, sessionKey=None):
    """enable, disable and the like post to the link given; remove deletes it."""
    from splunk import rest

    method = 'DELETE' if action == 'remove' else 'POST'
    response, _ = rest.simpleRequest(entityURI, sessionKey=sessionKey, method=method, raiseAllErrors=True)
    return response.status == 200


def refreshEntities(entityPath, **kwargs):
    """Ask splunkd to read the objects again from disk."""
    from splunk import rest

    uri = buildEndpoint(entityPath, '_reload', kwargs.get('namespace'), kwargs.get('owner'))
    response, _ = rest.simpleRequest(uri, sessionKey=kwargs.get('sessionKey'), raiseAllErrors=True)
    return response.status == 200


_stand_in.guard(__name__)
