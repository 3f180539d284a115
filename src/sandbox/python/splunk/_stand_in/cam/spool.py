"""Spool files for splunkd to index, which Splunk_SA_CIM's inputs.conf picks up by their extension."""
from __future__ import absolute_import

import random
import re
import time

from splunk.clilib.bundle_paths import make_splunkhome_path
from splunk.util import mktimegm

DEFAULT_EXTENSION = 'common_action_model'


def extension(asked, logger):
    if not re.match(r'[\w-]+$', asked):
        logger.warning('Requested file extension was ignored due to invalid characters')
    elif len(asked) > 200:
        logger.warning('Requested file extension was ignored due to length')
    else:
        return asked
    return DEFAULT_EXTENSION


def new_path(fext):
    name = '%s_%s.stash_%s' % (mktimegm(time.gmtime()), random.randint(0, 100000), fext)
    return make_splunkhome_path(['var', 'spool', 'splunk', name])
