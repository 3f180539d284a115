"""Stand-in for `splunk.search`: searches dispatched to splunkd.

Covered: dispatch, getJob, listJobs, waitForJob, searchAll, searchOne, searchCount; the job itself is
in `_stand_in.search_job`. Written from call sites and from Splunk's REST documentation.
"""
from __future__ import absolute_import

import splunk
from splunk import _stand_in
from splunk._stand_in.search_job import Result, SearchJob

__all__ = ['Result', 'SearchJob', 'dispatch', 'getJob', 'listJobs', 'waitForJob']

# Names that Python callers use, and those of the search/jobs endpoint.
ARGUMENTS = {
    'earliestTime': 'earliest_time',
    'latestTime': 'latest_time',
    'maxEvents': 'max_count',
    'maxTime': 'max_time',
    'statusBucketCount': 'status_buckets',
    'requiredFieldList': 'required_field_list',
    'fieldList': 'required_field_list',
    'timeFormat': 'time_format',
    'now': 'now',
    'ttl': 'timeout',
}


def _jobs_uri(hostPath, namespace, owner):
    from splunk import entity

    return entity.buildEndpoint('search/jobs', namespace=namespace, owner=owner, hostPath=hostPath)


def dispatch(
    search, hostPath=None, sessionKey=None, namespace=None, owner=None, waitForRunning=True, **kwargs
):
    """A SearchJob. 503 is QuotaExceededException, another refusal SearchException."""
    from splunk import rest
    from splunk.safe_lxml_etree import fromstring

    arguments = dict((ARGUMENTS.get(name, name), value) for name, value in kwargs.items())
    arguments['search'] = search
    uri = _jobs_uri(hostPath, namespace, owner)
    response, content = rest.simpleRequest(uri, sessionKey=sessionKey, postargs=arguments)
    if response.status >= 400:
        text = '; '.join(message['text'] or '' for message in response.messages)
        kind = splunk.QuotaExceededException if response.status == 503 else splunk.SearchException
        raise kind(text or '%s %s' % (response.status, response.reason))
    job = SearchJob(fromstring(content).findtext('sid'), hostPath, sessionKey, namespace, owner)
    if waitForRunning:
        job.wait_until(lambda: job.dispatchState not in ('QUEUED', 'PARSING', None))
    return job


def getJob(sid, hostPath=None, sessionKey=None, namespace=None, owner=None, **kwargs):
    """A job that exists already; ResourceNotFound otherwise."""
    job = SearchJob(sid, hostPath, sessionKey, namespace, owner)
    job.refresh()
    return job


def listJobs(hostPath=None, sessionKey=None, namespace=None, owner=None, **kwargs):
    """The properties of every job, as dicts."""
    from splunk import entity

    uri = _jobs_uri(hostPath, namespace, owner)
    found = entity.getEntitiesList('search/jobs', uri=uri, sessionKey=sessionKey, **kwargs)
    return [dict(job.properties) for job in found]


def waitForJob(job, maxtime=-1):
    """True when the job is done, False when `maxtime` seconds went by first."""
    return job.wait_until(lambda: job.isDone, maxtime)


def _finished(search, kwargs):
    job = dispatch(search, **kwargs)
    waitForJob(job)
    return job


def searchAll(search, **kwargs):
    """Every result of a search."""
    job = _finished(search, kwargs)
    try:
        return list(job.results)
    finally:
        job.cancel()


def searchOne(search, **kwargs):
    """The first result of a search, or None."""
    job = _finished(search, kwargs)
    try:
        return next(iter(job.results), None)
    finally:
        job.cancel()


def searchCount(search, **kwargs):
    """How many results a search has."""
    job = _finished(search, kwargs)
    try:
        return job.count
    finally:
        job.cancel()


_stand_in.guard(__name__)
