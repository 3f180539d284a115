"""Stand-in for `splunk.models.fired_alert`: alerts that fired."""
from __future__ import absolute_import

from splunk import _stand_in
from splunk.models.base import SplunkAppObjModel
from splunk.models.field import BoolField, EpochField, Field, IntField


class FiredAlert(SplunkAppObjModel):
    resource = 'alerts/fired_alerts'
    actions = Field()
    alert_type = Field()
    savedsearch_name = Field()
    severity = IntField()
    sid = Field()
    trigger_time = EpochField()
    is_digest = BoolField('digest_mode')
    expiration_time = Field('expiration_time_rendered')
    triggered_alerts = Field()


_stand_in.guard(__name__)
