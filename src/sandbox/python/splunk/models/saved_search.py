"""Stand-in for `splunk.models.saved_search`: reports and alerts."""
from __future__ import absolute_import

from splunk import _stand_in
from splunk.models.base import SplunkAppObjModel
from splunk.models.field import BoolField, Field, IntField, StructuredField


class _Suppress(StructuredField):
    enabled = BoolField('alert.suppress')
    period = Field()
    fieldlist = Field('alert.suppress.fields')


class _Alert(StructuredField):
    type = Field('alert_type')
    comparator = Field('alert_comparator')
    threshold = Field('alert_threshold')
    condition = Field('alert_condition')
    digest_mode = BoolField('alert.digest_mode')
    expires = Field()
    severity = IntField()
    track = Field()
    suppress = _Suppress()


class _Dispatch(StructuredField):
    earliest_time = Field()
    latest_time = Field()
    ttl = Field()
    max_count = IntField()


class _Schedule(StructuredField):
    cron_schedule = Field('cron_schedule')
    is_scheduled = BoolField('is_scheduled')


class SavedSearch(SplunkAppObjModel):
    resource = 'saved/searches'
    search = Field()
    description = Field()
    is_disabled = BoolField('disabled')
    is_visible = BoolField()
    is_scheduled = BoolField()
    next_scheduled_time = Field(is_mutable=False)
    alert = _Alert()
    dispatch = _Dispatch()
    schedule = _Schedule()


_stand_in.guard(__name__)
