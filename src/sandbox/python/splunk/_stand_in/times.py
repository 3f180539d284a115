"""The times of `splunk.util`, which hands them on."""
from __future__ import absolute_import

import datetime
import re
import time

ISO_8601_STRFTIME = '%Y-%m-%dT%H:%M:%S%z'
ISO_8601_STRFTIME_MSECS = '%Y-%m-%dT%H:%M:%S.{msecs}%z'

_ISO = re.compile(
    r'\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(Z|[+-]\d\d:?\d\d)?\s*$',
    re.I,
)


class TZInfo(datetime.tzinfo):
    """A fixed offset, in minutes east of Greenwich."""

    def __init__(self, offset=0, name=''):
        self._offset = datetime.timedelta(minutes=offset)
        self._name = name

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        return self._name

    def dst(self, dt):
        return datetime.timedelta(0)

    def __getinitargs__(self):
        return self._offset.days * 1440 + self._offset.seconds // 60, self._name


class UTCInfo(TZInfo):
    def __init__(self):
        TZInfo.__init__(self, 0, 'UTC')

    def __getinitargs__(self):
        return ()


class LocalTZInfo(datetime.tzinfo):
    """Whatever the machine's zone says for the moment asked about."""

    def _local(self, dt):
        return time.localtime(time.mktime((dt.year, dt.month, dt.day, dt.hour, dt.minute, dt.second, 0, 0, -1)))

    def utcoffset(self, dt):
        if dt is None:
            return None
        return datetime.timedelta(seconds=mktimegm(self._local(dt)) - int(time.mktime(self._local(dt))))

    def dst(self, dt):
        summer = dt is not None and self._local(dt).tm_isdst > 0
        return datetime.timedelta(seconds=time.timezone - time.altzone if summer else 0)

    def tzname(self, dt):
        return time.tzname[1 if dt is not None and self._local(dt).tm_isdst > 0 else 0]


utc = UTCInfo()
localTZ = LocalTZInfo()


def mktimegm(tuple):
    """Epoch seconds of the first six fields, read as UTC."""
    year, month, day, hour, minute, second = tuple[:6]
    days = datetime.date(year, month, 1).toordinal() - 719163 + day - 1
    return ((days * 24 + hour) * 60 + minute) * 60 + second


def getTimeOffset(t=None):
    """Seconds that local time is ahead of UTC at the epoch `t`, or now."""
    moment = int(time.time() if t is None else t)
    return mktimegm(time.localtime(moment)) - moment


def format_local_tzoffset(t=None):
    """`+0200`."""
    minutes = getTimeOffset(t) // 60
    return '%s%02d%02d' % ('-' if minutes < 0 else '+', abs(minutes) // 60, abs(minutes) % 60)


def getISOTime(ts=None):
    """`2026-11-24T02:27:22+0000` of a datetime, an epoch, a time tuple, or now."""
    if isinstance(ts, datetime.datetime):
        aware = ts if ts.tzinfo else ts.replace(tzinfo=localTZ)
        return aware.strftime(ISO_8601_STRFTIME)
    if isinstance(ts, (tuple, time.struct_time)):
        ts = time.mktime(ts)
    moment = time.time() if ts is None else float(ts)
    return time.strftime('%Y-%m-%dT%H:%M:%S', time.localtime(moment)) + format_local_tzoffset(moment)


def parseISOOffset(offset):
    """A TZInfo of `Z`, `+02:00` or `-0800`."""
    if offset.upper() == 'Z':
        return utc
    match = re.match(r'([+-])(\d\d):?(\d\d)$', offset)
    if not match:
        raise ValueError('Cannot read %r as a time zone offset' % offset)
    minutes = int(match.group(2)) * 60 + int(match.group(3))
    return TZInfo(-minutes if match.group(1) == '-' else minutes, offset)


def parseISO(timestamp, strict=False):
    """An aware datetime; what cannot be read is year 1, or a ValueError in strict mode."""
    match = _ISO.match(timestamp or '')
    try:
        if not match:
            raise ValueError('Cannot read %r as an ISO 8601 time' % timestamp)
        fields = [int(part or 0) for part in match.groups()[:6]]
        micros = int((match.group(7) or '').ljust(6, '0')[:6] or 0)
        zone = parseISOOffset(match.group(8)) if match.group(8) else localTZ
        return datetime.datetime(*(fields + [micros]), tzinfo=zone)
    except ValueError:
        if strict:
            raise
        return datetime.datetime(1, 1, 1)


def dt2epoch(dt):
    """Epoch seconds as a Decimal with microseconds; a naive datetime is local."""
    from decimal import Decimal

    aware = dt if dt.tzinfo else dt.replace(tzinfo=localTZ)
    seconds = mktimegm(aware.utctimetuple())
    return Decimal('%d.%06d' % (seconds, dt.microsecond))
