"""Stand-in for `splunk.Intersplunk`: the old protocol of search commands, on stdin and stdout.

For action scripts that double as search commands. Input is an optional block of `key:value` settings,
a blank line, and CSV; output is CSV with `__mv_` columns.
"""
from __future__ import absolute_import

import csv
import io
import os
import sys

from splunk import _stand_in
from splunk._stand_in.intersplunk_text import decodeMV, getEncodedMV, read_rows, write_rows
from splunk.util import OrderedDict, unicode

csv.field_size_limit(10485760)


def splunkHome():
    return os.environ['SPLUNK_HOME']


def win32_utf8_argv():
    """The arguments as text, which Python 3 has by itself."""
    return sys.argv


def _bytes_of(stream):
    data = getattr(stream, 'buffer', stream).read()
    return data if isinstance(data, bytes) else data.encode('utf-8')


def readResults(input_buf=None, settings=None, has_header=True):
    """Rows as OrderedDicts; multivalue fields are lists. `settings` is filled from the header block."""
    data = _bytes_of(sys.stdin if input_buf is None else input_buf)
    text = io.StringIO(data.decode('utf-8', 'replace'), newline='')
    if has_header:
        _read_settings(text, settings)
    return read_rows(text)


def _read_settings(text, settings):
    try:
        from urllib.parse import unquote
    except ImportError:
        from urllib import unquote
    last = None
    for line in iter(text.readline, ''):
        line = line.rstrip('\r\n')
        if not line:
            return
        if settings is None:
            continue
        name, colon, value = line.partition(':')
        if colon:
            last = name
            settings[name] = unquote(value)
        elif last is not None:
            settings[last] += '\n' + unquote(line)


def getOrganizedResults(input_str=None):
    """(rows, [], settings)"""
    settings = {}
    return readResults(input_str, settings, True), [], settings


def _emit(text, outputfile=None):
    target = sys.stdout if outputfile is None else outputfile
    if sys.version_info[0] > 2 and not hasattr(target, 'buffer'):
        binary = not isinstance(target, io.TextIOBase)
        target.write(text.encode('utf-8') if binary else text)
        return
    target.flush()
    raw = getattr(target, 'buffer', target)
    raw.write(text.encode('utf-8'))
    raw.flush()


def _messages_text(messages):
    lines = []
    for level, texts in (messages or {}).items():
        for text in texts if isinstance(texts, (list, tuple)) else [texts]:
            lines.append('%s=%s' % (level, text))
    return '\r\n'.join(lines) + '\r\n\r\n' if lines else ''


def outputResults(results, messages=None, fields=None, mvdelim='\n', outputfile=None):
    """Write rows; lists become `__mv_` columns, in the rows given too."""
    text = _messages_text(messages)
    if results is not None:
        text += write_rows(results, fields, mvdelim)
    _emit(text, outputfile)


def outputStreamResults(results, version='4.3', header=None, mvdelim='\n', outputfile=None):
    lines = ['splunk %s' % version] + ['%s=%s' % item for item in (header or {}).items()]
    _emit('\r\n'.join(lines) + '\r\n\r\n' + write_rows(results, None, mvdelim), outputfile)


def generateErrorResults(errorStr):
    """One row with the column ERROR."""
    outputResults([OrderedDict([('ERROR', unicode(errorStr))])])


def parseError(msg):
    generateErrorResults(msg)
    sys.exit()


def getKeywordsAndOptions(charset=None):
    """(words, options) of the command line: `k=v`, `k::v` and `k==v` are options."""
    words, options = [], {}
    for argument in sys.argv[1:]:
        if charset and isinstance(argument, bytes):
            argument = argument.decode(charset)
        places = [(argument.find(sign), -len(sign), sign) for sign in ('==', '::', '=') if sign in argument]
        if not places:
            words.append(argument)
            continue
        name, _, value = argument.partition(min(places)[2])
        options[name.strip()] = value.strip()
    return words, options


def isGetInfo(args):
    """(True for __GETINFO__, the arguments without that word)."""
    if len(args) < 2 or args[1] not in ('__GETINFO__', '__EXECUTE__'):
        return False, args
    return args[1] == '__GETINFO__', args[:1] + args[2:]


def outputInfo(
    streaming,
    generating,
    retevs,
    reqsop,
    preop,
    timeorder=False,
    clear_req_fields=False,
    req_fields=None,
):
    """What the command is like, for the __GETINFO__ call; the script ends here."""

    def flag(value):
        return '1' if value else '0'

    row = OrderedDict()
    row['clear_required_fields'] = flag(clear_req_fields)
    row['enableheader'] = '1'
    row['generating'] = flag(generating)
    row['local'] = '0'
    row['maxinputs'] = '0'
    row['needs_empty_results'] = '1'
    row['outputheader'] = '1'
    row['passauth'] = '0'
    row['perf_warn_limit'] = '0'
    row['required_fields'] = ','.join(req_fields or ['*'])
    row['requires_srinfo'] = '0'
    row['retainsevents'] = flag(retevs)
    row['run_in_preview'] = '1'
    row['streaming'] = flag(streaming)
    row['streaming_preop'] = preop if reqsop else ''
    row['stderr_dest'] = 'log'
    row['supports_getinfo'] = '1'
    row['supports_multivalues'] = '1'
    row['supports_rawargs'] = '1'
    row['timeorder'] = flag(timeorder)
    outputResults([row])
    sys.exit()


def _add(messages, level, msg):
    messages.setdefault(level, []).append(msg)


def addInfoMessage(messages, msg):
    _add(messages, 'info_message', msg)


def addWarnMessage(messages, msg):
    _add(messages, 'warn_message', msg)


def addErrorMessage(messages, msg):
    _add(messages, 'error_message', msg)


__all__ = ['decodeMV', 'getEncodedMV', 'readResults', 'outputResults', 'getOrganizedResults']

_stand_in.guard(__name__)
