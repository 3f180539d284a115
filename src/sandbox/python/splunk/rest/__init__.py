"""Stand-in for `splunk.rest`: HTTP to splunkd.

Covered: simpleRequest, streamingRequest, checkResourceExists, makeSplunkdUri, the two extractMessages
functions and the certificate questions. What goes on the wire and what is raised follows what
public scripts rely on; http, ssl and xml are imported by the first call that needs them.
"""
from __future__ import absolute_import

import splunk
from splunk import _stand_in
from splunk._stand_in.http_client import HTTPResponse, send

REST_ROOT_PATH = '/services'
SPLUNKD_CONNECTION_TIMEOUT = 30
SPLUNK_NS = 'http://dev.splunk.com/ns/rest'
AUTH_HEADER = 'Authorization'
AUTH_HEADER_PREFIX_SPLUNK = 'Splunk '
AUTH_HEADER_PREFIX_BEARER = 'Bearer '

__all__ = ['HTTPResponse', 'simpleRequest', 'streamingRequest', 'checkResourceExists']


def simpleRequest(
    path,
    sessionKey=None,
    getargs=None,
    postargs=None,
    method='GET',
    raiseAllErrors=False,
    proxyMode=False,
    rawResult=False,
    timeout=None,
    jsonargs=None,
    token=False,
    **unknown
):
    """(response, content): headers with .status, .reason and .messages; the body as bytes.

    401, 402, 403 and 404 always raise, other errors only with raiseAllErrors, none with rawResult.
    """
    if unknown:
        import warnings

        names = ', '.join(sorted(unknown))
        warnings.warn("ar-sim's splunk.rest.simpleRequest ignores %s" % names, stacklevel=2)
    if path.startswith('file://'):
        from splunk.util import readSplunkFile

        return {}, readSplunkFile(path[len('file://') :])

    uri = _absolute(path) + _query(getargs)
    method, body, content_type = _body(method, postargs, jsonargs)
    headers = {}
    if not proxyMode:
        headers = _auth(sessionKey, token)
        headers['Content-Type'] = content_type
        # Seen in public copies: the length is that of the text, so JSON beyond ASCII is cut short.
        headers['Content-Length'] = str(len(body or ''))
    payload = None if body is None else _bytes(body)[: None if proxyMode else len(body)]
    limit = SPLUNKD_CONNECTION_TIMEOUT if timeout is None else timeout
    response, content = send(uri, method, payload, headers, limit)
    if not rawResult:
        _judge(uri, response, content, raiseAllErrors)
    return response, content


def _absolute(path):
    if path.startswith('http'):
        return path
    if not path.startswith(REST_ROOT_PATH):
        path = REST_ROOT_PATH + '/' + path
    return makeSplunkdUri() + path.strip('/')


def makeSplunkdUri():
    """`https://127.0.0.1:8089/`"""
    host = str(splunk.getDefault('host'))
    if ':' in host and not host.startswith('['):
        host = '[%s]' % host
    return '%s://%s:%s/' % (splunk.getDefault('protocol'), host, splunk.getDefault('port'))


def _pairs(arguments):
    for key, value in arguments.items() if hasattr(arguments, 'items') else arguments:
        for item in value if isinstance(value, (list, tuple)) else [value]:
            yield key, item


def _query(getargs):
    """Appended after `?` even where the path has one already, as the real one does."""
    if not getargs:
        return ''
    from splunk.util import safeURLQuote

    pairs = [(key, item) for key, item in _pairs(getargs) if item is not None]
    return '?' + '&'.join('%s=%s' % (safeURLQuote(k), safeURLQuote(v)) for k, v in pairs) if pairs else ''


def _body(method, postargs, jsonargs):
    form = 'application/x-www-form-urlencoded'
    if not postargs and not jsonargs:
        return method, None, form
    method = 'POST' if method == 'GET' else method
    if jsonargs:
        # Seen in public copies: a DELETE with jsonargs goes out with no body.
        return method, None if method == 'DELETE' else jsonargs, 'application/json'
    if isinstance(postargs, (bytes, str)):
        return method, postargs, form
    from splunk.util import safeURLQuotePlus

    # Guess: None is dropped here as it is from getargs.
    pairs = [(key, item) for key, item in _pairs(postargs) if item is not None]
    return method, '&'.join('%s=%s' % (safeURLQuotePlus(k), safeURLQuotePlus(v)) for k, v in pairs), form


def _bytes(text):
    return text if isinstance(text, bytes) else text.encode('utf-8')


def _auth(sessionKey, token=False):
    prefix = AUTH_HEADER_PREFIX_BEARER if token else AUTH_HEADER_PREFIX_SPLUNK
    return {AUTH_HEADER: '%s%s' % (prefix, sessionKey or splunk.getSessionKey())}


def _judge(uri, response, content, raiseAllErrors):
    status = response.status
    if status == 401:
        raise splunk.AuthenticationFailed()
    if status == 402:
        raise splunk.LicenseRestriction()
    if status == 403:
        raise splunk.AuthorizationFailed(extendedMessages=uri)
    if 200 <= status < 300 and status != 201:
        return
    response.messages = _messages(content)
    if status == 404:
        raise splunk.ResourceNotFound(uri, extendedMessages=response.messages)
    if raiseAllErrors and status >= 400:
        if status == 500:
            raise splunk.InternalServerError(extendedMessages=response.messages)
        if status == 400:
            raise splunk.BadRequest(extendedMessages=response.messages)
        raise splunk.RESTException(status, response.messages)


def _messages(content):
    """What splunkd says in XML or in JSON; nothing where the body is neither."""
    text = content.lstrip()
    try:
        if text.startswith(b'{'):
            import json

            return extractJsonMessages(json.loads(text.decode('utf-8')))
        if text.startswith(b'<'):
            from splunk.safe_lxml_etree import fromstring

            return extractMessages(fromstring(text))
    except Exception:  # An error page can be anything; the status has been told already.
        pass
    return []


def extractMessages(node):
    """[{type, code, text}] of the <msg> elements, with or without Splunk's namespace."""
    found = []
    for child in node.iter():
        if isinstance(child.tag, str) and child.tag.rpartition('}')[2] == 'msg':
            found.append(
                {
                    'type': (child.get('type') or '').upper(),
                    'code': child.get('code'),
                    'text': child.text,
                }
            )
    return found


def extractJsonMessages(doc):
    messages = doc.get('messages') if isinstance(doc, dict) else None
    return [
        {'type': message.get('type', '').upper(), 'code': message.get('code'), 'text': message.get('text')}
        for message in messages or []
        if isinstance(message, dict)
    ]


def checkResourceExists(uri, sessionKey=None):
    try:
        simpleRequest(uri, sessionKey=sessionKey)
    except splunk.ResourceNotFound:
        return False
    return True


def streamingRequest(path, sessionKey=None, getargs=None, postargs=None, method='GET', timeout=None):
    """An answer that is read piece by piece: .response, .conn, .readall(blocksize)."""
    from splunk._stand_in.http_client import StreamingResponse

    method, body, content_type = _body(method, postargs, None)
    headers = _auth(sessionKey)
    headers['Content-Type'] = content_type
    limit = SPLUNKD_CONNECTION_TIMEOUT if timeout is None else timeout
    payload = None if body is None else _bytes(body)
    return StreamingResponse(_absolute(path) + _query(getargs), method, payload, headers, limit)


def getWebCertFile():
    """None: splunkd asks for no client certificate."""


def getWebKeyFile():
    """None: splunkd asks for no client certificate."""


def is_cert_or_key_encrypted(path):
    """True where a PEM file says that its key has a passphrase."""
    with open(path, 'rb') as pem:
        return b'ENCRYPTED' in pem.read()


def getcontext(uri=None, **kwargs):
    """A TLS context for httplib2. Seen in what splunk-add-on-ucc-framework builds for OAuth."""
    import ssl

    if getattr(uri, 'scheme', 'https') != 'https':
        return None
    return ssl.create_default_context()


class BaseRestHandler(object):
    """What a scripted REST handler of the old kind derives from."""

    def __init__(self, method, requestInfo, responseInfo, sessionKey):
        self.method = method
        self.request = requestInfo
        self.response = responseInfo
        self.sessionKey = sessionKey


_stand_in.guard(__name__)
