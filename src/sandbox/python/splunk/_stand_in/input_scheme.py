"""Asks the script of a modular input for its scheme, and whether it takes certain settings.

Ground: developer guide, on schemes for introspection and on external validation.
"""
from __future__ import absolute_import

import os
import subprocess
import sys
import xml.etree.ElementTree as ET

YES = ('1', 't', 'true', 'y', 'yes', 'on')


def _run(path, option, given=b''):
    command = [sys.executable, path] if path.endswith('.py') else [path]
    process = subprocess.Popen(
        command + [option], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    out, err = process.communicate(given)
    return process.returncode, out, err.decode('utf-8', 'replace')


def read(path):
    code, out, err = _run(path, '--scheme')
    if code != 0:
        raise RuntimeError('script running failed (exited with code %s). %s' % (code, err))
    scheme = ET.fromstring(out.strip())
    return {
        'title': scheme.findtext('title'),
        'description': scheme.findtext('description'),
        'streaming_mode': scheme.findtext('streaming_mode'),
        'use_external_validation': _yes(scheme.findtext('use_external_validation'), False),
        'args': [
            {
                'name': arg.get('name'),
                'title': arg.findtext('title'),
                'description': arg.findtext('description'),
                'data_type': arg.findtext('data_type'),
                'required_on_create': _yes(arg.findtext('required_on_create'), True),
                'required_on_edit': _yes(arg.findtext('required_on_edit'), False),
            }
            for arg in scheme.iter('arg')
            if arg.get('name')
        ],
    }


def _yes(text, otherwise):
    return otherwise if text is None or not text.strip() else text.strip().lower() in YES


def refusal(path, items):
    """The message of its <error>, the last words of one that failed without, None where it is content."""
    home = os.environ.get('SPLUNK_HOME', '')
    folder = os.path.join(home, 'var', 'lib', 'splunk', 'modinputs')
    if not os.path.isdir(folder):
        os.makedirs(folder)
    given = items.replace('$CHECKPOINT_DIR', folder).encode('utf-8')
    code, out, err = _run(path, '--validate-arguments', given)
    if code == 0:
        return None
    try:
        message = ET.fromstring(out.strip()).findtext('message')
    except ET.ParseError:
        message = None
    return message or 'script running failed (exited with code %s).' % code
