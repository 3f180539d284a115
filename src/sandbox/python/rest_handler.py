"""Runs one REST handler of an app, as splunkd's own driver does: the request on stdin, the answer in a file.

Arguments: kind (persist or python), handler (`module.Class`), the file for the answer. What the handler prints stays
apart from its answer.
"""
from __future__ import absolute_import

import io
import json
import sys
import traceback


def load(handler):
    module, _, name = handler.rpartition('.')
    __import__(module)
    return getattr(sys.modules[module], name)


def run_persist(handler, text):
    application = load(handler)('', handler)
    returned = application.handle(text)
    if isinstance(returned, bytes):
        returned = returned.decode('utf-8')
    try:
        return json.loads(returned) if isinstance(returned, type(u'')) else returned
    except ValueError:
        return {'payload': returned, 'status': 200}


class Response(object):
    """What a handler of the old kind writes its answer to."""

    def __init__(self):
        self.status = 200
        self.headers = {}
        self.written = u''

    def write(self, data):
        self.written += data.decode('utf-8', 'replace') if isinstance(data, bytes) else data

    def setHeader(self, key, value):
        self.headers[key] = value

    def setStatus(self, status):
        self.status = status


def run_python(handler, text):
    """A class derived from splunk.rest.BaseRestHandler, with handle_GET and kin."""
    request = json.loads(text)
    session_key = request.get('session', {}).get('authtoken')
    asked = {
        'path': request['rest_path'],
        'method': request['method'],
        'query': dict(request.get('query', [])),
        'form': dict(request.get('form', [])),
        'payload': request.get('payload', ''),
        'headers': dict(request.get('headers', [])),
        'userId': request.get('session', {}).get('user'),
        'userName': request.get('session', {}).get('user'),
    }
    response = Response()
    instance = load(handler)(request['method'], asked, response, session_key)
    returned = getattr(instance, 'handle_' + request['method'])()
    return {
        'payload': response.written or returned,
        'status': response.status,
        'headers': response.headers,
    }


def main():
    kind, handler, target = sys.argv[1:4]
    text = sys.stdin.read()
    sys.argv = [handler]
    try:
        answer = {'returned': run_persist(handler, text) if kind == 'persist' else run_python(handler, text)}
    except BaseException:  # whatever a handler raises is its answer's to tell, SystemExit too
        answer = {'error': traceback.format_exc()}
    with io.open(target, 'w', encoding='utf-8') as file:
        file.write(u'' + json.dumps(answer, default=str))


if __name__ == '__main__':
    main()
