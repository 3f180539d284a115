"""What the payload on stdin says about whose results these are."""
from __future__ import absolute_import

import csv
import io
import os
import re
import sys

from splunk._stand_in.cam.stash import text_types


def truthy_strint_from_dict(d, k):
    """True for a text or number that says something; the number 0 does."""
    return k in d and isinstance(d[k], text_types + (int,)) and bool(d[k] or d[k] == 0)


def split_sid(sid):
    """A real-time sid ends in the number of its snapshot, which belongs to the rid instead."""
    if isinstance(sid, text_types):
        match = re.match(r'(rt_scheduler.*)\.(\d+)(_.*)?$', sid)
        if match:
            return match.group(1) + (match.group(3) or ''), match.group(2)
    return sid, ''


def results_place(settings):
    """(digest_mode, path of info.csv or None)."""
    results_file = settings.get('results_file')
    folder = os.path.dirname(results_file) if results_file else settings.get('dispatch_dir')
    per_result = truthy_strint_from_dict(settings, 'result_id') or (
        os.path.basename(folder or '') == 'per_result_alert'
    )
    if not results_file and not folder:
        return 0 if per_result else 1, None
    # One folder up for every per-result payload, even where the results lie elsewhere.
    home = os.path.dirname(folder) if per_result else folder
    return 0 if per_result else 1, os.path.join(home, 'info.csv')


def first_row(text):
    """The first row of a CSV as a dict by its header."""
    source = io.StringIO(text) if sys.version_info[0] > 2 else io.BytesIO(text.encode('utf-8'))
    return next(csv.DictReader(source))
