"""Stand-in for `splunk.clilib.bundle_paths`: where things lie under SPLUNK_HOME.

Pure text, nothing is looked up on disk. Covered: make_splunkhome_path and the other path functions;
the Bundle classes exist as names only.
"""
from __future__ import absolute_import

import os

from splunk import _stand_in

on_shared_storage = []


class BundleException(Exception):
    """Raised by the Bundle classes of the real module."""


class Bundle(object):
    """A name for isinstance and except clauses."""


class BundleUser(Bundle):
    """A name for isinstance and except clauses."""


def _home():
    return os.environ['SPLUNK_HOME']


def etc():
    return os.environ.get('SPLUNK_ETC') or os.path.join(_home(), 'etc')


def etc_leaf():
    return 'etc'


def get_shared_etc():
    return etc()


def get_shared_storage():
    return ''


def get_base_path():
    return os.path.join(etc(), 'apps')


def get_slaveapps_base_path():
    return os.path.join(etc(), 'slave-apps')


def get_legacy_base_path():
    return os.path.join(etc(), 'bundles')


def get_system_bundle_path():
    return os.path.join(etc(), 'system')


def verify_path_prefix(path, start):
    """True where `path` stays at or below `start`."""
    relative = os.path.relpath(path, start)
    return relative != os.pardir and not relative.startswith(os.pardir + os.sep)


def make_splunkhome_path(parts):
    """The parts joined below SPLUNK_HOME, or below SPLUNK_ETC for what lies in etc.

    As seen in public scripts: leaving the base, be it by `..` or by an absolute part, is a ValueError.
    """
    return make_splunkhome_path_helper(os.path.normpath(os.path.join(*parts)))


def make_splunkhome_path_helper(relpath):
    base = _home()
    if relpath == etc_leaf() or relpath.startswith(etc_leaf() + os.sep):
        base, relpath = etc(), relpath[len(etc_leaf()) + 1 :]
    full = os.path.normpath(os.path.join(base, relpath))
    if not verify_path_prefix(full, base):
        raise ValueError('Illegal escape from parent directory "%s": %s' % (base, full))
    return full


def make_path(filename):
    return os.path.join(etc(), filename)


def make_bundle_install_path(bundle):
    return os.path.join(get_base_path(), bundle)


def make_bundle_path(bundle, filename):
    folder = {'.conf': 'local', '.py': 'bin'}.get(os.path.splitext(filename)[1], 'static')
    return os.path.join(make_bundle_install_path(bundle), folder, filename)


def expandvars(s):
    return os.path.expandvars(s)


def parse_boolean(v):
    return str(v).strip().lower() in ('1', 't', 'true', 'y', 'yes', 'on')


_stand_in.guard(__name__)
