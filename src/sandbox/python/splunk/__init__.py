"""Stand-in for the package `splunk` of Splunk's own Python: defaults of the process, REST errors.

Written from the behaviour that public scripts rely on; see each submodule for what it covers.
"""
from __future__ import absolute_import

import sys

from splunk import _stand_in

_stand_in.watch()

# Seen in public scripts: the package says 4.0-ish; the release is splunk.version.__version__.
__version__ = '4.0'


class SplunkdException(Exception):
    """Anything that goes wrong between a script and splunkd, other than an HTTP answer."""


class SplunkdConnectionException(SplunkdException):
    """splunkd cannot be reached."""

    def __init__(self, message=''):
        SplunkdException.__init__(self, message)
        self.msg = message

    def __str__(self):
        return 'Splunkd daemon is not responding: %s' % (self.args,)


class SearchException(SplunkdException):
    """splunkd refused a search."""


class QuotaExceededException(SearchException):
    """Too many searches at once."""


class RESTException(Exception):
    """An HTTP answer that is an error."""

    def __init__(self, statusCode, msg=None, extendedMessages=None):
        Exception.__init__(self, statusCode, msg, extendedMessages)
        self.statusCode = statusCode
        self.msg = msg
        self.extendedMessages = extendedMessages

    def get_message_text(self):
        return _message_text(self.msg)

    def get_extended_message_text(self):
        return _message_text(self.extendedMessages)

    def __str__(self):
        text = '[HTTP %s] %s' % (self.statusCode, self.msg)
        return '%s; %s' % (text, self.extendedMessages) if self.extendedMessages else text


def _message_text(messages):
    if isinstance(messages, dict):
        return str(messages.get('text', ''))
    if isinstance(messages, (list, tuple)):
        return '\n'.join(_message_text(message) for message in messages)
    return '' if messages is None else str(messages)


class AuthenticationFailed(RESTException):
    def __init__(self, msg='Client is not authenticated', extendedMessages=None):
        RESTException.__init__(self, 401, msg, extendedMessages)


class LicenseRestriction(RESTException):
    def __init__(
        self, msg='Current license does not allow the requested action', extendedMessages=None
    ):
        RESTException.__init__(self, 402, msg, extendedMessages)


class AuthorizationFailed(RESTException):
    def __init__(
        self, msg='Client is not authorized to perform requested action', extendedMessages=None
    ):
        RESTException.__init__(self, 403, msg, extendedMessages)


class ResourceNotFound(RESTException):
    def __init__(self, msg=None, resourceInfo=None, extendedMessages=None):
        RESTException.__init__(self, 404, msg, extendedMessages)
        self.resourceInfo = resourceInfo


class BadRequest(RESTException):
    def __init__(self, msg='Bad Request', extendedMessages=None):
        RESTException.__init__(self, 400, msg, extendedMessages)


class InternalServerError(RESTException):
    def __init__(self, msg='Splunkd internal error', extendedMessages=None):
        RESTException.__init__(self, 500, msg, extendedMessages)


def getDefault(key):
    """One of host, port, protocol, namespace, username, sessionKey; None for any other."""
    return _defaults().get(key)


def setDefault(key=None, value=None):
    """Set one default of this process; without a key, go back to those of the local splunkd."""
    if key is None:
        vars(sys.modules['__main__']).pop('SPLUNK_DEFAULTS', None)
        _defaults()
    else:
        _defaults()[key] = value


def _defaults():
    # On __main__, where public scripts have been seen to look for them.
    main = vars(sys.modules['__main__'])
    if 'SPLUNK_DEFAULTS' not in main:
        protocol, host, port = _split_uri(getLocalServerInfo())
        main['SPLUNK_DEFAULTS'] = {
            'host': host,
            'port': port,
            'protocol': protocol,
            'namespace': 'search',
            'username': None,
            'sessionKey': None,
        }
    return main['SPLUNK_DEFAULTS']


def _split_uri(uri):
    protocol, _, rest = uri.rpartition('://')
    host, colon, port = rest.split('/')[0].rpartition(':')
    if not colon or port.endswith(']'):
        host, port = host + colon + port, ''
    return protocol or 'https', host or 'localhost', int(port) if port.isdigit() else 8089


def getSessionKey(return_source=False):
    """The session key of this process, as setDefault or splunk.auth left it."""
    key = getDefault('sessionKey')
    # Guess: the source is a word; no public script was seen to read it.
    return (key, 'default') if return_source else key


def getLocalServerInfo():
    """`https://127.0.0.1:8089`, or where SPLUNKD_URI or web.conf say splunkd listens."""
    from splunk.clilib import cli_common

    return cli_common.getMgmtUri()


def getWebServerInfo():
    from splunk.clilib import cli_common

    return cli_common.getWebUri()


def mergeHostPath(hostpath=None, saveAsDefault=False):
    """`protocol://host:port` of whatever parts are given, the rest from the defaults."""
    text = (hostpath or '').strip().rstrip('/')
    protocol, _, rest = text.rpartition('://')
    host, colon, port = rest.rpartition(':')
    if not colon or port.endswith(']'):
        host, port = rest, ''
    if port and not port.isdigit():
        raise ValueError('Cannot read the port of %r' % hostpath)
    parts = (
        ('protocol', protocol or getDefault('protocol')),
        ('host', host or getDefault('host')),
        ('port', int(port) if port else getDefault('port')),
    )
    if saveAsDefault:
        for key, value in parts:
            setDefault(key, value)
    return '%s://%s:%s' % tuple(value for _, value in parts)


def getReleaseVersion():
    from splunk import version

    return version.__version__


def setupSplunkLogger(
    baseLogger, defaultConfigFile, localConfigFile, loggingStanzaName, verbose=True
):
    """Set logger levels from `name = LEVEL` lines of log.cfg-like files; absent files are no error."""
    import logging
    import os

    from splunk.clilib import cli_common

    levels = {}
    for path in (defaultConfigFile, localConfigFile):
        if path and os.path.isfile(path):
            levels.update(cli_common.readConfFile(path).get(loggingStanzaName, {}))
    for name, level in levels.items():
        number = getattr(logging, level.strip().upper(), None)
        if isinstance(number, int):
            (baseLogger if name == 'root' else logging.getLogger(name)).setLevel(number)
            if verbose:
                baseLogger.debug('Set the level of %s to %s', name, level)


_stand_in.guard(__name__)
