"""Stand-in for `splunk.appserver.mrsparkle.lib.util`: the older home of make_splunkhome_path, and get_apps_dir."""
from __future__ import absolute_import

from splunk import _stand_in
from splunk.clilib.bundle_paths import get_base_path, make_splunkhome_path

__all__ = ['get_apps_dir', 'make_splunkhome_path']


def get_apps_dir():
    """Seen in the public Alert Manager, which looks below it for its own folder."""
    return get_base_path()


_stand_in.guard(__name__)
