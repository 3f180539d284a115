"""CSV of `splunk.Intersplunk`: rows with `__mv_` columns, read and written."""
from __future__ import absolute_import

import csv
import io
import sys

from splunk.util import OrderedDict, string_type, unicode

PREFIX = '__mv_'


def getEncodedMV(vals):
    """`$a$;$b$`, a dollar inside a value doubled."""
    return ';'.join('$%s$' % unicode(value).replace('$', '$$') for value in vals)


def decodeMV(s, vals):
    """Append the values of `$a$;$b$` to `vals`; False where the text is not of that form."""
    if not s:
        return False
    found, at = [], 0
    while True:
        if s[at : at + 1] != '$':
            return False
        at += 1
        value = []
        while True:
            if at >= len(s):
                return False
            if s[at] != '$':
                value.append(s[at])
                at += 1
            elif s[at + 1 : at + 2] == '$':
                value.append('$')
                at += 2
            else:
                break
        found.append(''.join(value))
        at += 1
        if at == len(s):
            vals.extend(found)
            return True
        if s[at] != ';':
            return False
        at += 1


def read_rows(text):
    if sys.version_info[0] == 2:
        text = io.BytesIO(text.read().encode('utf-8'))
    reader = csv.reader(text)
    header = next(reader, [])
    rows = []
    for cells in reader:
        if cells:
            rows.append(_decoded(OrderedDict(zip(header, cells))))
    return rows


def _decoded(row):
    for column in [name for name in row if name.startswith(PREFIX)]:
        values = []
        if decodeMV(row.pop(column), values):
            row[column[len(PREFIX) :]] = values if len(values) > 1 else values[0]
    return row


def write_rows(rows, fields, mvdelim):
    """CSV text. The rows are changed: a list becomes its joined text and a `__mv_` twin."""
    columns = OrderedDict((name, None) for name in fields or ())
    for row in rows:
        for name in list(row):
            if isinstance(row[name], (list, tuple)):
                values = [unicode(value) for value in row[name]]
                row[name] = mvdelim.join(values)
                row[PREFIX + name] = getEncodedMV(values)
        if not fields:
            for name in row:
                columns[name] = None
    for name in list(columns):
        if not name.startswith(PREFIX) and any(PREFIX + name in row for row in rows):
            columns[PREFIX + name] = None
    if not columns:
        return ''
    out = io.BytesIO() if sys.version_info[0] == 2 else io.StringIO(newline='')
    writer = csv.writer(out)
    writer.writerow([_cell(name) for name in columns])
    for row in rows:
        writer.writerow([_cell(row.get(name, '')) for name in columns])
    text = out.getvalue()
    return text.decode('utf-8') if isinstance(text, bytes) else text


def _cell(value):
    if value is None:
        return ''
    text = value if isinstance(value, string_type) else unicode(value)
    return text.encode('utf-8') if sys.version_info[0] == 2 and isinstance(text, unicode) else text
