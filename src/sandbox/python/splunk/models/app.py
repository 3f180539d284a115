"""Stand-in for `splunk.models.app`: apps of splunkd."""
from __future__ import absolute_import

from splunk import _stand_in
from splunk.models.base import SplunkAppObjModel
from splunk.models.field import BoolField, Field


class App(SplunkAppObjModel):
    resource = 'apps/local'
    check_for_updates = BoolField()
    description = Field()
    is_configured = BoolField('configured')
    is_disabled = BoolField('disabled', is_mutable=False)
    is_visible = BoolField('visible')
    label = Field()
    version = Field()


_stand_in.guard(__name__)
