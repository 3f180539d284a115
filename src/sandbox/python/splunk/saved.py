"""Stand-in for `splunk.saved`: saved searches, listed, made, dispatched and deleted through splunkd."""
from __future__ import absolute_import

from splunk import _stand_in, entity, rest

SAVED_SEARCHES_ENDPOINT_ENTITY_PATH = 'saved/searches'


def listSavedSearches(
    namespace=None, sessionKey=None, owner=None, count=None, offset=0, search=None, **kwargs
):
    """Entities by name."""
    return entity.getEntities(
        SAVED_SEARCHES_ENDPOINT_ENTITY_PATH,
        namespace=namespace,
        owner=owner,
        sessionKey=sessionKey,
        count=count,
        offset=offset,
        search=search,
        **kwargs
    )


def getSavedSearch(label, namespace=None, sessionKey=None, owner=None, uri=None):
    return entity.getEntity(
        SAVED_SEARCHES_ENDPOINT_ENTITY_PATH,
        label,
        namespace=namespace,
        owner=owner,
        sessionKey=sessionKey,
        uri=uri,
    )


def createSavedSearch(
    search, label, sessionKey=None, namespace=None, earliestTime=None, latestTime=None, owner=None
):
    made = entity.Entity(
        SAVED_SEARCHES_ENDPOINT_ENTITY_PATH, '_new', namespace=namespace, owner=owner
    )
    made['name'] = label
    made['search'] = search
    if earliestTime is not None:
        made['dispatch.earliest_time'] = earliestTime
    if latestTime is not None:
        made['dispatch.latest_time'] = latestTime
    entity.setEntity(made, sessionKey=sessionKey)
    return getSavedSearch(label, namespace, sessionKey, owner)


def deleteSavedSearch(label, namespace=None, sessionKey=None, owner=None):
    return entity.deleteEntity(
        SAVED_SEARCHES_ENDPOINT_ENTITY_PATH, label, namespace, owner, sessionKey=sessionKey
    )


def dispatchSavedSearch(
    savedSearchName,
    hostPath=None,
    sessionKey=None,
    namespace=None,
    owner=None,
    triggerActions=0,
    **kwargs
):
    """A splunk.search.SearchJob; further arguments are `dispatch.*` settings for this one time."""
    from splunk.safe_lxml_etree import fromstring
    from splunk.search import SearchJob

    uri = entity.buildEndpoint(
        SAVED_SEARCHES_ENDPOINT_ENTITY_PATH, savedSearchName, namespace, owner, hostPath
    )
    arguments = dict(
        (name if name.startswith(('dispatch.', 'args.')) else 'dispatch.' + name, value)
        for name, value in kwargs.items()
    )
    arguments['trigger_actions'] = 1 if triggerActions else 0
    _, content = rest.simpleRequest(
        uri + '/dispatch', sessionKey=sessionKey, postargs=arguments, method='POST', raiseAllErrors=True
    )
    return SearchJob(fromstring(content).findtext('sid'), hostPath, sessionKey, namespace, owner)


def getSavedSearchHistory(label, namespace=None, sessionKey=None, owner=None, uri=None, **kwargs):
    """Jobs of a saved search, by sid."""
    if uri is None:
        uri = entity.buildEndpoint(SAVED_SEARCHES_ENDPOINT_ENTITY_PATH, label, namespace, owner)
    return entity.getEntities('search/jobs', uri=uri + '/history', sessionKey=sessionKey, **kwargs)


def savedSearchJSONIsAlert(savedSearchJSON):
    """Whether what saved/searches tells of one, as JSON, is an alert: scheduled, and set off by something."""
    from splunk.util import normalizeBoolean

    content = savedSearchJSON['entry'][0]['content']
    scheduled = normalizeBoolean(content.get('is_scheduled'))
    if not scheduled:
        return False
    tracked = normalizeBoolean(content.get('alert.track'))
    return content.get('alert_type', 'always') != 'always' or tracked is True


_stand_in.guard(__name__)
