"""Stand-in for `splunk.appserver.mrsparkle.lib.util`: the older home of make_splunkhome_path."""
from __future__ import absolute_import

from splunk import _stand_in
from splunk.clilib.bundle_paths import make_splunkhome_path

__all__ = ['make_splunkhome_path']

_stand_in.guard(__name__)
