"""SearchJob, its result sets and results, for `splunk.search`."""
from __future__ import absolute_import

import time

import splunk

PAGE = 100
COUNTS = ('eventCount', 'resultCount', 'scanCount', 'eventAvailableCount', 'resultPreviewCount', 'ttl')
FLAGS = ('isDone', 'isFailed', 'isFinalized', 'isPaused', 'isSaved', 'isZombie', 'isPreviewEnabled')


class Result(object):
    """One row: a mapping of its fields; `raw` and `time` are those of an event."""

    def __init__(self, fields):
        self.fields = fields
        self.raw = fields.get('_raw')
        self.time = fields.get('_time')

    def __getitem__(self, key):
        return self.fields[key]

    def __contains__(self, key):
        return key in self.fields

    def __iter__(self):
        return iter(self.fields)

    def get(self, key, default=None):
        return self.fields.get(key, default)

    def keys(self):
        return self.fields.keys()

    def values(self):
        return self.fields.values()

    def items(self):
        return self.fields.items()

    def __str__(self):
        return str(self.raw if self.raw is not None else self.fields)


class ResultSet(object):
    """Rows of a job, fetched page by page: iterate, index, slice, len()."""

    def __init__(self, job, kind):
        self._job = job
        self._kind = kind

    def _page(self, offset, count):
        from splunk import rest

        arguments = {'output_mode': 'json', 'offset': offset, 'count': count}
        arguments.update(self._job.fetch_options)
        response, content = rest.simpleRequest(
            '%s/%s' % (self._job.uri, self._kind), sessionKey=self._job.sessionKey, getargs=arguments
        )
        if response.status != 200:
            return []
        import json

        return [Result(row) for row in json.loads(content.decode('utf-8')).get('results', [])]

    def __iter__(self):
        offset = 0
        while True:
            rows = self._page(offset, PAGE)
            for row in rows:
                yield row
            if len(rows) < PAGE:
                return
            offset += len(rows)

    def __len__(self):
        name = 'eventAvailableCount' if self._kind == 'events' else 'resultCount'
        return getattr(self._job, name) or 0

    def __getitem__(self, index):
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            return self._page(start, stop - start)[::step] if stop > start else []
        at = index if index >= 0 else len(self) + index
        rows = self._page(at, 1) if at >= 0 else []
        if not rows:
            raise IndexError('The search job has no row %d' % index)
        return rows[0]


class SearchJob(object):
    def __init__(self, sid, hostPath=None, sessionKey=None, namespace=None, owner=None):
        from splunk import entity

        self.id = self.sid = sid
        self.hostPath = hostPath
        self.sessionKey = sessionKey
        self.uri = entity.buildEndpoint('search/jobs', sid, namespace, owner, hostPath)
        self.fetch_options = {}
        self.properties = {}

    def refresh(self):
        """Ask splunkd how the job is doing; 204 means that it is not known yet."""
        from splunk import rest
        from splunk.rest import format

        response, content = rest.simpleRequest(self.uri, sessionKey=self.sessionKey, raiseAllErrors=True)
        if response.status == 200:
            self.properties = format.parseFeedDocument(content).toPrimitive() or {}

    def wait_until(self, condition, maxtime=-1, interval=0.1):
        end = None if maxtime is None or maxtime < 0 else time.time() + maxtime
        while True:
            self.refresh()
            if condition():
                return True
            if end is not None and time.time() >= end:
                return False
            time.sleep(interval)

    def __getattr__(self, name):
        properties = self.__dict__.get('properties', {})
        if name in FLAGS:
            if name == 'isDone' and properties.get(name) not in ('1', 1):
                self.refresh()
                properties = self.properties
            return properties.get(name) in ('1', 1, True, 'true')
        if name in COUNTS:
            return int(properties.get(name) or 0)
        if name in properties or name == 'dispatchState':
            return properties.get(name)
        raise AttributeError("ar-sim's SearchJob, and the job that splunkd described, have no %r" % name)

    @property
    def count(self):
        self.refresh()
        return self.resultCount if self.properties.get('reportSearch') else self.eventCount

    @property
    def events(self):
        return ResultSet(self, 'events')

    @property
    def results(self):
        return ResultSet(self, 'results')

    @property
    def results_preview(self):
        return ResultSet(self, 'results_preview')

    def __iter__(self):
        return iter(self.results)

    def __len__(self):
        return self.count

    def setFetchOption(self, **options):
        self.fetch_options.update(options)

    def getFeed(self, feedName='results', **arguments):
        """The body of one of the job's endpoints, as splunkd sent it."""
        from splunk import rest

        return rest.simpleRequest(
            '%s/%s' % (self.uri, feedName), sessionKey=self.sessionKey, getargs=arguments
        )[1]

    def _control(self, action, **more):
        from splunk import rest

        arguments = dict(more, action=action)
        response, _ = rest.simpleRequest(
            self.uri + '/control', sessionKey=self.sessionKey, postargs=arguments
        )
        return response.status == 200

    def cancel(self):
        try:
            return self._control('cancel')
        except splunk.ResourceNotFound:
            return False

    def finalize(self):
        return self._control('finalize')

    def pause(self):
        return self._control('pause')

    def unpause(self):
        return self._control('unpause')

    def touch(self):
        return self._control('touch')

    def save(self):
        return self._control('save')

    def unsave(self):
        return self._control('unsave')

    def setTTL(self, ttl):
        return self._control('setttl', ttl=ttl)
