"""One HTTP exchange for `splunk.rest`: no proxy, no check of certificates, one connection each."""
from __future__ import absolute_import

import sys

import splunk

REDIRECTS = (301, 302, 303, 307, 308)


class HTTPResponse(dict):
    """Headers by lower-case name, and `status` once more as text, in the manner of httplib2."""

    def __init__(self, raw):
        dict.__init__(self)
        for name, value in raw.getheaders():
            name = name.lower()
            self[name] = self[name] + ', ' + value if name in self else value
        self.status = raw.status
        self['status'] = str(raw.status)
        self.reason = raw.reason
        self.version = raw.version
        self.messages = []


def send(uri, method, body, headers, timeout):
    """(HTTPResponse, bytes). A GET follows up to five redirects."""
    for _ in range(6):
        connection, raw = _exchange(uri, method, body, headers, timeout)
        try:
            content = _whole(raw)
        finally:
            connection.close()
        response = HTTPResponse(raw)
        if response.status not in REDIRECTS or 'location' not in response or method not in ('GET', 'HEAD'):
            break
        uri = _join(uri, response['location'])
    return response, content


def _exchange(uri, method, body, headers, timeout):
    import socket

    if sys.version_info[0] > 2:
        import http.client as client
    else:
        import httplib as client
    try:
        connection, target = _connect(client, uri, timeout)
        connection.request(method, target, body, headers)
        return connection, connection.getresponse()
    except socket.timeout as error:
        raise splunk.SplunkdConnectionException('Error connecting to %s: %s' % (_path(uri), error))
    except (socket.error, client.HTTPException) as error:
        raise splunk.SplunkdConnectionException(str(error) or type(error).__name__)


def _whole(raw):
    import socket

    try:
        return raw.read()
    except (socket.error, ValueError) as error:
        raise splunk.SplunkdConnectionException(str(error))


def _connect(client, uri, timeout):
    scheme, _, rest = uri.partition('://')
    host = rest.partition('/')[0].partition('?')[0]
    target = rest[len(host) :] or '/'
    if scheme == 'http':
        return client.HTTPConnection(host, timeout=timeout), target
    import ssl

    # splunkd's certificate is its own by default, and Splunk's Python does not check it.
    return client.HTTPSConnection(host, timeout=timeout, context=ssl._create_unverified_context()), target


def _path(uri):
    return '/' + uri.partition('://')[2].partition('/')[2].partition('?')[0]


def _join(base, location):
    try:
        from urllib.parse import urljoin
    except ImportError:
        from urlparse import urljoin
    return urljoin(base, location)


class StreamingResponse(object):
    def __init__(self, uri, method, body, headers, timeout):
        self.conn, self.response = _exchange(uri, method, body, headers, timeout)

    def readall(self, blocksize=32768):
        """Pieces of the body until it ends."""
        while True:
            piece = self.response.read(blocksize)
            if not piece:
                self.conn.close()
                return
            yield piece
