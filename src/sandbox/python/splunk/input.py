"""Stand-in for `splunk.input`: events sent to splunkd's receivers.

The session key is the default of the process: splunk.setDefault('sessionKey', key).
"""
from __future__ import absolute_import

import splunk
from splunk import _stand_in


def _uri(endpoint, hostname, source, sourcetype, index):
    from splunk import rest

    arguments = {'host': hostname, 'source': source, 'sourcetype': sourcetype, 'index': index}
    return rest.makeSplunkdUri() + 'services/receivers/' + endpoint + rest._query(arguments)


def submit(event, hostname=None, source=None, sourcetype=None, index=None):
    """Send one event, and give back splunkd's response."""
    from splunk import rest

    payload = event if isinstance(event, bytes) else event.encode('utf-8')
    headers = rest._auth(None)
    uri = _uri('simple', hostname, source, sourcetype, index)
    response, content = rest.send(uri, 'POST', payload, headers, rest.SPLUNKD_CONNECTION_TIMEOUT)
    if 400 <= response.status < 500:
        raise splunk.RESTException(response.status, rest._messages(content) or response.reason)
    if response.status >= 500:
        raise splunk.SplunkdException('%s %s' % (response.status, response.reason))
    return response


class StreamHandler(object):
    """A connection that takes events line by line until it is closed."""

    def __init__(self, hostname=None, source=None, sourcetype=None, index=None):
        from splunk import rest

        self._socket, target = _dial(_uri('stream', hostname, source, sourcetype, index))
        lines = ['POST %s HTTP/1.1' % target, 'Host: %s' % splunk.getDefault('host')]
        lines += ['%s: %s' % header for header in rest._auth(None).items()]
        lines += ['X-Splunk-Input-Mode: Streaming', '', '']
        self._socket.sendall('\r\n'.join(lines).encode('ascii'))

    def write(self, data):
        self._socket.sendall(data if isinstance(data, bytes) else data.encode('utf-8'))

    send = write

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        """Nothing is held back."""

    def close(self):
        self._socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def _dial(uri):
    import socket

    scheme, _, rest_of_it = uri.partition('://')
    target = '/' + rest_of_it.partition('/')[2]
    address = (str(splunk.getDefault('host')).strip('[]'), int(splunk.getDefault('port')))
    try:
        connection = socket.create_connection(address)
        if scheme == 'https':
            import ssl

            connection = ssl._create_unverified_context().wrap_socket(connection)
    except socket.error as error:
        raise splunk.SplunkdConnectionException(str(error))
    return connection, target


def open(hostname=None, source=None, sourcetype=None, index=None):
    """A file-like object; what is written to it is indexed."""
    return StreamHandler(hostname, source, sourcetype, index)


def connect(hostname=None, source=None, sourcetype=None, index=None):
    """A socket-like object with send(); what is sent is indexed."""
    return StreamHandler(hostname, source, sourcetype, index)


_stand_in.guard(__name__)
