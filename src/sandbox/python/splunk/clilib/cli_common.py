"""Stand-in for `splunk.clilib.cli_common`: reading configuration, and where splunkd is.

Covered: getConfStanza(s), getConfKeyValue and kin, getMergedConf, getAppConf, readConfFile,
writeConfFile, getMgmtUri, getWebUri, setURI, decrypt. No process is started to read configuration, and
importing it has no side effects.
"""
from __future__ import absolute_import

import os
import sys

from splunk import _stand_in
from splunk._stand_in import conf_layers as _conf_layers
from splunk.clilib import bundle_paths

# Scripts write `splunk.clilib.control_exceptions.X` without importing it.
from splunk.clilib import control_exceptions
from splunk.clilib.control_exceptions import ArgError, ParsingError

splunk_home = os.environ.get('SPLUNK_HOME')
splunk_db = os.environ.get('SPLUNK_DB')
isWindows = sys.platform == 'win32'

# Read once per process, as the real one does: a later change of a file is not seen.
confSettings = {}


def getMergedConf(confName):
    """{stanza: {key: value}} over all layers; `default` is always there."""
    if confName not in confSettings:
        confSettings[confName] = _conf_layers.read_global(confName)
    return confSettings[confName]


def getMergedConfRaw(confName):
    return _conf_layers.to_text(getMergedConf(confName))


def getConfStanzas(confName):
    return getMergedConf(confName)


def getConfStanza(confName, stanza):
    try:
        return getMergedConf(confName)[stanza]
    except KeyError:
        raise ParsingError("No stanza '%s' in %s.conf." % (stanza, confName))


def getConfKeyValue(confName, stanza, key, deprecated=None):
    settings = getConfStanza(confName, stanza)
    if key in settings:
        return settings[key]
    # Guess: `deprecated` is the older name of the same setting.
    if deprecated is not None and deprecated in settings:
        return settings[deprecated]
    raise ParsingError("No setting '%s' in [%s] of %s.conf." % (key, stanza, confName))


def getOptConfKeyValue(confName, stanza, key):
    try:
        return getConfKeyValue(confName, stanza, key)
    except ParsingError:
        return None


def getWebConfKeyValue(key):
    return getConfKeyValue('web', 'settings', key)


def getAppConf(confName, app, use_btool=True, app_path=None):
    """default/ and local/ of one app, and no other layer."""
    if not use_btool and app_path is None:
        raise ValueError('app_path is needed where use_btool is False')
    folder = app_path or bundle_paths.make_bundle_install_path(app)
    return _conf_layers.merge(_conf_layers.layers_of(folder, confName))


def getAppConfRaw(confName, app, use_btool=True, app_path=None):
    return _conf_layers.to_text(getAppConf(confName, app, use_btool, app_path))


def readConfLines(lines, ordered=False):
    """Continuations keep their backslash and newline, as public copies show."""
    return _conf_layers.parse(lines, _mapping(ordered))


def readConfFile(path, ordered=False):
    """One file; a missing one is created empty, as the real one does."""
    if not os.path.exists(path):
        open(path, 'a').close()
    return _conf_layers.parse(_conf_layers.read_lines(path), _mapping(ordered))


def _mapping(ordered):
    if ordered:
        from collections import OrderedDict

        return OrderedDict
    return dict


def writeConfFile(path, settings):
    text = _conf_layers.to_text(settings)
    with open(path, 'wb') as out:
        out.write(text if isinstance(text, bytes) else text.encode('utf-8'))


def getMgmtUri():
    """Where splunkd's REST API listens; never ends with a slash, always has a port."""
    uri = os.environ.get('SPLUNKD_URI')
    if uri:
        return uri.rstrip('/')
    host_port = getOptConfKeyValue('web', 'settings', 'mgmtHostPort') or '127.0.0.1:8089'
    ssl = getOptConfKeyValue('server', 'sslConfig', 'enableSplunkdSSL')
    scheme = 'https' if ssl is None or bundle_paths.parse_boolean(ssl) else 'http'
    return '%s://%s' % (scheme, host_port.strip())


def getWebUri():
    """Where Splunk Web listens."""
    ssl = getOptConfKeyValue('web', 'settings', 'enableSplunkWebSSL') or 'false'
    port = getOptConfKeyValue('web', 'settings', 'httpport') or '8000'
    scheme = 'https' if bundle_paths.parse_boolean(ssl) else 'http'
    return '%s://127.0.0.1:%s' % (scheme, port)


def setURI(uri):
    """Make another splunkd the default of this process."""
    import re

    import splunk

    if not re.match(r'https?://(\[[^\]/]+\]|[^:/]+):\d+/?$', uri):
        raise ArgError('The URI %r is not of the form http(s)://host:port' % uri)
    splunk.mergeHostPath(uri, saveAsDefault=True)


def decrypt(value):
    """The clear text of a `$1$` or `$7$` value as `splunk show-decrypted` tells it, else None."""
    import subprocess

    program = bundle_paths.make_splunkhome_path(['bin', 'splunk'])
    if not os.path.isfile(program):
        return None
    child = subprocess.Popen(
        [program, 'show-decrypted', '--value', value],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    out = child.communicate()[0]
    if child.returncode != 0:
        return None
    return (out if sys.version_info[0] == 2 else out.decode('utf-8', 'replace')).rstrip('\r\n')


_stand_in.guard(__name__)
