"""Text forms of the Common Action Model: multivalue columns, stash lines, spool files."""
from __future__ import absolute_import

from splunk._stand_in.cam.generation import V6

try:
    text_types = (str, unicode)
except NameError:
    text_types = (str,)

KEPT = ('_bkt', '_cd', '_raw', '_time') + (('_guid', '_event_id') if V6 else ())
DROPPED = ('punct', 'sid', 'rid', 'orig_sid', 'orig_rid')
MAPPED = frozenset(
    '_bkt _cd _time _raw splunk_server index source sourcetype host linecount timestartpos timeendpos'
    ' eventtype tag search_name event_hash event_id'.split()
)


def default_dropexp(x):
    """True for the fields of a row that do not go into the event."""
    return (x.startswith('_') and x not in KEPT) or x.startswith('date_') or x in DROPPED


def default_mapexp(x):
    """True for the fields of a row that become orig_*."""
    return x.startswith('tag::') or x in MAPPED


def parse_mv(mvstr):
    """The values of `$a$;$b$$c$`: a, b$c."""
    values = []
    current = None
    at = 0
    while at < len(mvstr):
        char = mvstr[at]
        if current is None:
            if char == '$':
                current = []
        elif char != '$':
            current.append(char)
        elif mvstr[at + 1 : at + 2] == '$':
            current.append('$')
            at += 1
        else:
            values.append(''.join(current))
            current = None
        at += 1
    return values


def encode_mv(arr):
    return '$%s$' % '$;$'.join(value.replace('$', '$$') for value in arr)


def pairs(row, dropexp, mapexp):
    """(name, value) in the order in which they are written: by the name they have in the row."""
    names = set(key[5:] if key.startswith('__mv_') else key for key in row)
    for name in sorted(names):
        if dropexp and dropexp(name):
            continue
        mapped = mapexp and mapexp(name)
        if mapexp and name.startswith('orig_') and name[5:] in row and mapexp(name[5:]):
            continue
        shown = 'orig_' + name.lstrip('_') if mapped else name
        many = row.get('__mv_' + name)
        if isinstance(many, text_types) and many.startswith('$') and many.endswith('$'):
            values = parse_mv(many)
        else:
            values = [row[name]] if name in row else []
        if values != ['']:
            for value in values:
                yield shown, value


def escape(value):
    if isinstance(value, text_types):
        return value.replace('\\', '\\\\').replace('"', '\\"')
    return str(value)


def header_item(field, value, default=None):
    """`field="value"`, or nothing where there is no value."""
    value = value or default
    if not value:
        return ''
    if isinstance(value, text_types):
        return '%s="%s"' % (field, value.replace('"', '_'))
    return default or '' if V6 else ''


def add_time_range(row, info):
    """The time range of the search as info.csv tells it, as further fields of the row."""
    row['info_min_time'] = info.get('_search_et', '0.000')
    row['info_max_time'] = _latest(info.get('_search_lt'))
    row['info_search_time'] = info.get('_timestamp', '')
    if '_indextime_api_lt' in info:
        row['use_index_time'] = 1
        row['info_min_indextime'] = info.get('_indextime_api_et', '0.000')
        row['info_max_indextime'] = _latest(info.get('_indextime_api_lt'))


def _latest(value):
    return '+Infinity' if value in (None, '', 0, '0') else value
