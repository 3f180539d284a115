"""The `sendmodaction` line that Enterprise Security counts and shows."""
from __future__ import absolute_import

import re

FIELDS = [
    'worker',
    'signature',
    'action_name',
    'search_name',
    'sid',
    'orig_sid',
    'rid',
    'orig_rid',
    'app',
    'user',
    'digest_mode',
    'action_mode',
    'action_status',
]


def pairs_template(names):
    return ' '.join('%s="{d[%s]}"' % (name, name) for name in names)


_EMPTY_PAIR = re.compile(r'[A-Za-z_]+=""(?:\s|$)')


def extra_names(kwargs, fields):
    return sorted(name for name in kwargs if name not in fields and re.match('[A-Za-z_]', name))


def fill(template, values):
    """Nothing is escaped; a pair without a value goes, be it the line's own or part of a value."""
    return _EMPTY_PAIR.sub('', template.format(d=values)).strip()
