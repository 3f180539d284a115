"""Stand-in for `splunk.models.field`: how a setting of an object is read as a Python value, and written again.

Covered: Field, BoolField, IntField, FloatField, EpochField, ListField, DictField, StructuredField and the byte fields.
"""
from __future__ import absolute_import

from splunk import _stand_in
from splunk.util import normalizeBoolean


class Field(object):
    """A text. `api_name` is what splunkd calls it where the class calls it otherwise."""

    def __init__(self, api_name=None, default_value=None, is_mutable=True):
        self.api_name = api_name
        self.default_value = default_value
        self.is_mutable = is_mutable

    def get_api_name(self, name):
        return self.api_name or name

    def get_is_mutable(self):
        return self.is_mutable

    def from_apidata(self, data, name):
        value = data.get(self.get_api_name(name))
        return self.get_default() if value is None else self.from_text(value)

    def to_apidata(self, value):
        return '' if value is None else value

    def get_default(self):
        return self.default_value

    def from_text(self, value):
        return value


class BoolField(Field):
    def from_text(self, value):
        return normalizeBoolean(value) is True

    def get_default(self):
        return bool(self.default_value)

    def to_apidata(self, value):
        return '1' if normalizeBoolean(value) is True else '0'


class _Number(Field):
    kind = float

    def from_text(self, value):
        try:
            return self.kind(value)
        except (TypeError, ValueError):
            return self.default_value

    def to_apidata(self, value):
        return '' if value is None else str(value)


class IntField(_Number):
    kind = int


class FloatField(_Number):
    pass


class EpochField(_Number):
    """Seconds since 1970 in splunkd, a datetime here."""

    def from_text(self, value):
        import datetime

        from splunk.util import utc

        seconds = _Number.from_text(self, value)
        return None if seconds is None else datetime.datetime.fromtimestamp(seconds, utc)

    def to_apidata(self, value):
        from splunk.util import dt2epoch

        return '' if value is None else str(dt2epoch(value))


class _Bytes(_Number):
    """`10MB` and its kin are bytes."""

    def from_text(self, value):
        import re

        found = re.match(r'\s*([\d.]+)\s*([kmgt]?)b?\s*$', str(value), re.I)
        if found is None:
            return self.default_value
        return self.kind(float(found.group(1)) * 1024 ** ' kmgt'.index(found.group(2).lower() or ' '))


class IntByteField(_Bytes):
    kind = int


class FloatByteField(_Bytes):
    pass


class ListField(Field):
    def from_text(self, value):
        if isinstance(value, (list, tuple)):
            return list(value)
        return [item.strip() for item in str(value).split(',')] if value else []

    def get_default(self):
        return list(self.default_value or [])

    def to_apidata(self, value):
        return ','.join(str(item) for item in value or [])


class DictField(Field):
    def from_text(self, value):
        return dict(value) if isinstance(value, dict) else {}

    def get_default(self):
        return dict(self.default_value or {})


class _Structure(object):
    """The value of a StructuredField: one attribute for each of its fields."""


class StructuredField(Field):
    """Settings with a common beginning; a subclass names them: `alert.severity` is `severity` of the field `alert`."""

    def fields(self):
        found = {}
        for name in dir(type(self)):
            value = getattr(type(self), name)
            if isinstance(value, Field):
                found[name] = value
        return found

    def api_name_of(self, name, inner, field):
        return field.api_name or '%s.%s' % (self.get_api_name(name), inner)

    def from_apidata(self, data, name):
        made = _Structure()
        for inner, field in self.fields().items():
            api_name = self.api_name_of(name, inner, field)
            if isinstance(field, StructuredField):
                value = field.from_apidata(data, api_name)
            else:
                raw = data.get(api_name)
                value = field.get_default() if raw is None else field.from_text(raw)
            setattr(made, inner, value)
        return made

    def flat(self, name, value):
        """Pairs of what splunkd calls it and what it is to be."""
        for inner, field in self.fields().items():
            api_name = self.api_name_of(name, inner, field)
            if isinstance(field, StructuredField):
                for pair in field.flat(api_name, getattr(value, inner)):
                    yield pair
            elif field.is_mutable and getattr(value, inner, None) is not None:
                yield api_name, field.to_apidata(getattr(value, inner))


_stand_in.guard(__name__)
