"""Reads and writes .conf files for a handler, through splunkd, so that namespaces and layers hold."""
from __future__ import absolute_import

import json

import splunk
from splunk import rest

try:
    from urllib.parse import quote
except ImportError:  # Python 2
    from urllib import quote


def _path(conf, owner, app):
    return '/servicesNS/%s/%s/configs/conf-%s' % (quote(owner, safe=''), quote(app, safe='-'), quote(conf, safe=''))


def read(conf, owner, app, key):
    _, body = rest.simpleRequest(
        _path(conf, owner, app), sessionKey=key, getargs={'output_mode': 'json', 'count': -1}
    )
    found = {}
    for entry in json.loads(body.decode('utf-8'))['entry']:
        # A switch that nobody set is told as false: the file has no such line.
        found[entry['name']] = {
            name: '1' if value is True else value
            for name, value in entry['content'].items()
            if not name.startswith('eai:') and value is not False
        }
    return found


def write(conf, stanza, settings, owner, app, key):
    fields = {name: _text(value) for name, value in settings.items()}
    path = _path(conf, owner, app)
    try:
        rest.simpleRequest(
            path + '/' + quote(stanza, safe=''), sessionKey=key, postargs=fields, method='POST', raiseAllErrors=True
        )
    except splunk.ResourceNotFound:
        fields['name'] = stanza
        rest.simpleRequest(path, sessionKey=key, postargs=fields, method='POST', raiseAllErrors=True)


def _text(value):
    """Handlers pass on what they were called with: lists of one, and None for an empty one."""
    if isinstance(value, (list, tuple)):
        value = value[0] if value else None
    return '' if value is None else value
