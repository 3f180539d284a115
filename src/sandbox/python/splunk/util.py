"""Stand-in for `splunk.util`: truth values, times, quoting, and other small words.

normalizeBoolean and mktimegm are as public scripts observe them; functions marked `Guess:` have a
known name and purpose, but no public script was seen that pins their every answer.
"""
from __future__ import absolute_import

import os
import re
import sys
from collections import OrderedDict

from splunk import _stand_in
from splunk._stand_in.times import (
    ISO_8601_STRFTIME,
    ISO_8601_STRFTIME_MSECS,
    LocalTZInfo,
    TZInfo,
    UTCInfo,
    dt2epoch,
    format_local_tzoffset,
    getISOTime,
    getTimeOffset,
    localTZ,
    mktimegm,
    parseISO,
    parseISOOffset,
    utc,
)

if sys.version_info[0] > 2:
    string_type = str
    unicode = str

    def cmp(a, b):
        return (a > b) - (a < b)

else:
    string_type = basestring  # noqa: F821
    unicode = unicode  # noqa: F821
    cmp = cmp  # noqa: F821

_TRUE = ('true', 't', 'on', 'yes', 'y')
_FALSE = ('false', 'f', 'off', 'no', 'n')


def normalizeBoolean(input, enableStrictMode=False, includeIntegers=True):
    """True or False for the words Splunk knows; anything else comes back unchanged."""
    if isinstance(input, dict):
        for key in list(input):
            input[key] = normalizeBoolean(input[key], enableStrictMode, includeIntegers)
        return input
    word = input.strip().lower() if isinstance(input, string_type) else input
    if word in _TRUE or word is True or (includeIntegers and word in ('1', 1)):
        return True
    if word in _FALSE or word is False or (includeIntegers and word in ('0', 0)):
        return False
    if enableStrictMode:
        raise ValueError('Unable to cast value to boolean: %s' % (input,))
    return input


def toUnicode(obj, decodeFrom='utf-8'):
    if isinstance(obj, bytes):
        return obj.decode(decodeFrom, 'replace')
    return obj if isinstance(obj, unicode) else unicode(obj)


def toUTF8(obj, decodeFrom='utf-8'):
    """UTF-8 bytes on Python 2; on Python 3 the text itself, which is what callers concatenate."""
    text = toUnicode(obj, decodeFrom)
    return text if sys.version_info[0] > 2 else text.encode('utf-8')


def objUnicode(obj, deep=True, decodeFrom='utf-8'):
    """Text in place of bytes, throughout lists and dicts."""
    if isinstance(obj, bytes):
        return toUnicode(obj, decodeFrom)
    if deep and isinstance(obj, dict):
        pairs = ((objUnicode(k, deep, decodeFrom), objUnicode(v, deep, decodeFrom)) for k, v in obj.items())
        return type(obj)(pairs)
    if deep and isinstance(obj, (list, tuple)):
        return type(obj)(objUnicode(item, deep, decodeFrom) for item in obj)
    return obj


def toDefaultStrings(obj):
    """Guess: every leaf as splunkd writes it: booleans as 1 and 0, None as an empty string."""
    if isinstance(obj, dict):
        return type(obj)((key, toDefaultStrings(value)) for key, value in obj.items())
    if isinstance(obj, (list, tuple)):
        return [toDefaultStrings(item) for item in obj]
    if isinstance(obj, bool):
        return '1' if obj else '0'
    return '' if obj is None else toUnicode(obj)


def _quote_functions():
    try:
        from urllib.parse import quote, quote_plus
    except ImportError:
        from urllib import quote, quote_plus
    return quote, quote_plus


def safeURLQuote(input, safe='/', decodeFrom='utf-8', encodeTo='utf-8'):
    return _quote_functions()[0](toUnicode(input, decodeFrom).encode(encodeTo), safe)


def safeURLQuotePlus(input, safe='', decodeFrom='utf-8', encodeTo='utf-8'):
    return _quote_functions()[1](toUnicode(input, decodeFrom).encode(encodeTo), safe)


def urlencodeDict(query):
    """`a=1&b=2`: lists repeat their key, None is left out."""
    pairs = []
    for key, value in query.items():
        for item in value if isinstance(value, (list, tuple)) else [value]:
            if item is not None:
                pairs.append('%s=%s' % (safeURLQuotePlus(key), safeURLQuotePlus(item)))
    return '&'.join(pairs)


def stringToFieldList(string):
    """Names parted by commas or spaces; double quotes hold a name together."""
    names = []
    for quoted, bare in re.findall(r'"((?:[^"\\]|\\.)*)"|([^\s,"]+)', string or ''):
        names.append(bare or re.sub(r'\\(.)', r'\1', quoted))
    return names


def fieldListToString(fieldList, delimiter=','):
    def one(name):
        if re.search(r'[\s,"]', name):
            return '"%s"' % name.replace('\\', '\\\\').replace('"', '\\"')
        return name

    return delimiter.join(one(name) for name in fieldList)


def smartTrim(string, maxLength=50, placeholder='...'):
    """The middle gives way where the text is too long."""
    if not string or len(string) <= maxLength:
        return string
    if maxLength <= len(placeholder):
        return string[:maxLength]
    keep = maxLength - len(placeholder)
    head = keep - keep // 2
    return string[:head] + placeholder + string[len(string) - keep // 2 :]


def uuid4():
    import uuid

    return str(uuid.uuid4())


def splithost(hostport):
    """('h', '8089') of 'h:8089'; the port of a bracketed IPv6 address is an int."""
    bracketed = re.match(r'\[([^\]]*)\](?::(\d+))?$', hostport)
    if bracketed:
        return bracketed.group(1), int(bracketed.group(2)) if bracketed.group(2) else None
    host, colon, port = hostport.partition(':')
    return host, port if colon else None


def readSplunkFile(path):
    """Text of a file below SPLUNK_HOME."""
    from splunk.clilib.bundle_paths import make_splunkhome_path

    with open(make_splunkhome_path([path.lstrip('/' + os.sep)])) as source:
        return source.read()


def interpolateString(template, fields):
    """Guess: `$name$` gives way to its value; unknown names stay."""

    def one(match):
        return toUnicode(fields[match.group(1)]) if match.group(1) in fields else match.group(0)

    return re.sub(r'\$([^$\s]+)\$', one, template)


def isValidUnsignedFloat(value):
    try:
        number = float(value)
    except (TypeError, ValueError):
        return False
    return 0 <= number < float('inf')


def parseByteSizeString(string):
    """Bytes in '10', '10KB', '1.5 GB': powers of 1024."""
    match = re.match(r'\s*(\d+(?:\.\d+)?)\s*([kmgtp]?)i?b?\s*$', string, re.I)
    if not match:
        raise ValueError('Cannot read %r as a size in bytes' % string)
    power = ' kmgtp'.index(match.group(2).lower() or ' ')
    return int(float(match.group(1)) * 1024**power)


def ensureCerts():
    """Nothing to do: splunkd makes its own certificates."""


_stand_in.guard(__name__)
