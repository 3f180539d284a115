"""Reading .conf files, and merging one conf over its layers as `btool <conf> list` does.

The dialect is that of Splunk's conf documentation: `#` opens a comment only as the first character of
a line, a header runs to the last `]`, a trailing backslash goes on with the next line. Layers are those of
the global context: system/local, apps' local, apps' default, system/default, and among apps the
first in ASCII order wins (Admin manual, configuration file precedence). No slave-apps, no users.
"""
from __future__ import absolute_import

import os
import sys

from splunk.clilib import bundle_paths


def read_lines(path):
    with open(path, 'rb') as source:
        data = source.read()
    if data.startswith(b'\xef\xbb\xbf'):
        data = data[3:]
    # Python 2 callers expect plain byte strings.
    text = data if sys.version_info[0] == 2 else data.decode('utf-8', 'replace')
    return text.replace('\r\n', '\n').split('\n')


def parse(lines, make=dict):
    """Stanzas of one file; settings above the first header belong to `default`."""
    stanzas = make()
    current = 'default'
    pending = None
    for line in lines:
        line = line.rstrip('\r\n')
        if pending is not None:
            pending += '\n' + line
        elif line.startswith('#') or not line.strip():
            continue
        elif line.lstrip().startswith('[') and ']' in line:
            current = line[line.index('[') + 1 : line.rindex(']')]
            stanzas.setdefault(current, make())
            continue
        else:
            pending = line
        if not line.endswith('\\'):
            _add(stanzas.setdefault(current, make()), pending)
            pending = None
    if pending is not None:
        _add(stanzas.setdefault(current, make()), pending)
    return stanzas


def _add(stanza, text):
    at = text.find('=')
    while at > 0 and text[at - 1] == '\\':
        at = text.find('=', at + 1)
    if at > 0:
        stanza[text[:at].strip()] = text[at + 1 :].strip()


def merge(files, make=dict):
    """Stanzas over several files, the last file winning."""
    merged = make()
    for path in files:
        for name, settings in parse(read_lines(path), make).items():
            merged.setdefault(name, make()).update(settings)
    return merged


def layers_of(folder, conf):
    """default/ and local/ of one app, as far as they hold that conf; the list of conf/layered-conf.ts."""
    paths = [os.path.join(folder, scope, conf + '.conf') for scope in ('default', 'local')]
    return [path for path in paths if os.path.isfile(path)]


def global_layers(conf):
    """Every file that has a say in the conf, lowest first."""
    name = conf + '.conf'
    apps = bundle_paths.get_base_path()
    system = bundle_paths.get_system_bundle_path()
    ids = sorted(os.listdir(apps), reverse=True) if os.path.isdir(apps) else []
    paths = [os.path.join(system, 'default', name)]
    paths += [os.path.join(apps, app, 'default', name) for app in ids]
    paths += [os.path.join(apps, app, 'local', name) for app in ids]
    paths.append(os.path.join(system, 'local', name))
    return [path for path in paths if os.path.isfile(path)]


def inherit(merged):
    """What [default] says goes into every stanza that is silent on it, whatever their layers."""
    defaults = merged.setdefault('default', {})
    for name, settings in merged.items():
        if name != 'default':
            for key, value in defaults.items():
                settings.setdefault(key, value)
    return merged


def read_global(conf):
    """The conf as splunkd last wrote it down whole, else merged from its layers."""
    whole = bundle_paths.make_splunkhome_path(['var', 'run', 'splunk', 'merged', conf + '.conf'])
    if os.path.isfile(whole):
        merged = parse(read_lines(whole))
        merged.setdefault('default', {})
        return merged
    return inherit(merge(global_layers(conf)))


def to_text(stanzas):
    """As btool lists them: stanzas and settings in ASCII order."""
    out = []
    for name in sorted(stanzas):
        out.append('[%s]\n' % name)
        out.extend('%s = %s\n' % item for item in sorted(stanzas[name].items()))
    return ''.join(out)
