"""Stand-in for `splunk.version`: the release that `etc/splunk.version` names."""
from __future__ import absolute_import

from splunk import _stand_in
from splunk.clilib import bundle_paths


def _read():
    found = {}
    try:
        with open(bundle_paths.make_splunkhome_path(['etc', 'splunk.version'])) as lines:
            for line in lines:
                key, _, value = line.strip().partition('=')
                found[key] = value
    except (IOError, OSError, KeyError):
        pass
    return found


_found = _read()
__version__ = _found.get('VERSION', '9.4.0')
__build__ = _found.get('BUILD', '000000000000')

_stand_in.guard(__name__)
