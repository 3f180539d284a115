"""Stand-in for the package `splunk.models`: objects of splunkd with typed fields."""
from __future__ import absolute_import

from splunk import _stand_in

_stand_in.guard(__name__)
