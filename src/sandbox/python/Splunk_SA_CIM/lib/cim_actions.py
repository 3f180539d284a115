"""Clean-room stand-in for the cim_actions of Splunk_SA_CIM (Common Action Model).

Written from observed behaviour: generation V5 (Splunk_SA_CIM 4.20 to 5.0.1) with what V6 (Splunk's
add-on library) adds: dispatch_dir, index-time fields, a line at construction. Where the two contradict
each other, splunk._stand_in.cam.generation decides. A copy that an add-on brings along wins as it
would on a real Splunk.
"""
from __future__ import absolute_import

import csv
import io
import json
import logging
import os
import re
import time
from collections import namedtuple

import splunk.rest as rest
from splunk.clilib.cli_common import getConfKeyValue
from splunk.util import mktimegm, normalizeBoolean

from splunk._stand_in.cam import log, message, payload, queue, spool, stash
from splunk._stand_in.cam.generation import V6
from splunk._stand_in.cam.log import ModularActionFormatter  # noqa: F401
from splunk._stand_in.cam.payload import truthy_strint_from_dict
from splunk._stand_in.cam.stash import default_dropexp, default_mapexp, encode_mv, parse_mv  # noqa: F401
from splunk._stand_in.cam.timer import ModularActionTimer, clock  # noqa: F401

csv.field_size_limit(10485760)


class InvalidResultID(Exception):
    """A row that has nothing to tell it from the other rows."""


class ModularAction(object):
    DEFAULT_MSGFIELDS = message.FIELDS
    DEFAULT_MESSAGE = 'sendmodaction - ' + message.pairs_template(DEFAULT_MSGFIELDS)
    DEFAULT_HEADER = '***SPLUNK*** %s %s %s'
    DEFAULT_BREAKER = '==##~~##~~  1E8N3D4E6V5E7N2T9 ~~##~~##==\n'
    DEFAULT_IDLINE = '***Common Action Model*** %s %s %s %s'
    DEFAULT_INDEX = 'summary'
    DEFAULT_CHUNK = 50000
    SHORT_FORMAT = '%(asctime)s %(levelname)s %(message)s'
    CAM_QUEUE_URI = '/servicesNS/nobody/Splunk_SA_CIM/alerts/modaction_queue/queue'
    PRA_RID_RE = re.compile(r'^tmp_(\d+)\.')

    def __init__(self, settings, logger, action_name='unknown'):
        self.start_timer = clock()
        try:
            self.worker = getConfKeyValue('server', 'general', 'serverName')
        except Exception:
            self.worker = ''
        self.settings = json.loads(settings)
        configuration = self.settings.get('configuration')
        self.configuration = configuration if isinstance(configuration, dict) else {}
        self.logger = logger
        if normalizeBoolean(self.configuration.get('verbose', False)) is True:
            logger.setLevel(logging.DEBUG)
            logger.debug('Log level set to DEBUG')
        self.replay_mode = normalizeBoolean(self.settings.get('_cam_replay', False)) is True
        if self.replay_mode:
            logger.info('Replay mode detected')
        self.session_key = self.settings.get('session_key')
        self.sid, self.sid_snapshot = payload.split_sid(self.settings.get('sid'))
        self.rid_ntuple = namedtuple('ID', ['orig_sid', 'rid', 'orig_rid'])
        self.rids = []
        self.orig_sid = self.rid = self.orig_rid = ''
        self.results_file = self.settings.get('results_file')
        self.digest_mode, self.info_file = payload.results_place(self.settings)
        self.info = {}
        self.job = {}
        self.search_name = self.settings.get('search_name')
        logger.info('Initializing modaction. search_name="%s" pid=%s', self.search_name, os.getpid())
        self.app = self.settings.get('app')
        self.user = self.settings.get('user') or self.settings.get('owner')
        self.action_name = self.configuration.get('action_name') or action_name
        scheduled = isinstance(self.sid, stash.text_types) and 'scheduler' in self.sid
        self.action_mode = 'saved' if scheduled else 'adhoc'
        self.action_status = ''
        self.settings.pop('result', None)
        self.events = []

    def update(self, result):
        self.orig_sid = result.get('orig_sid', '')
        self.orig_rid = result.get('orig_rid', '')
        if self.digest_mode == 0:
            self.rid = self._rid_of_file()
        elif truthy_strint_from_dict(result, 'rid'):
            self.rid = str(result['rid'])
        else:
            raise InvalidResultID('Result must have an ID')
        if self.sid_snapshot:
            self.rid = '%s.%s' % (self.rid, self.sid_snapshot)
        self.rids.append(self.rid_ntuple(self.orig_sid, self.rid, self.orig_rid))

    def _rid_of_file(self):
        if truthy_strint_from_dict(self.settings, 'result_id'):
            return str(self.settings['result_id'])
        match = self.PRA_RID_RE.match(os.path.basename(self.results_file))
        if not match:
            raise InvalidResultID('Result must have an ID')
        return match.group(1)

    def invoke(self):
        self.message('Invoking modular action')

    def validate(self):
        """For subclasses."""

    def dowork(self):
        """For subclasses."""

    def message(self, signature, status=None, rids=None, level=logging.INFO, **kwargs):
        """Logs a sendmodaction line for each rid, and gives back the last one."""
        if not isinstance(rids, list) or not rids:
            rids = [self.rid_ntuple(self.orig_sid, self.rid, self.orig_rid)]
        extras = message.extra_names(kwargs, self.DEFAULT_MSGFIELDS)
        template = self.DEFAULT_MESSAGE
        if extras:
            template += ' ' + message.pairs_template(extras)
        values = dict((name, kwargs[name]) for name in extras)
        values.update(
            worker=kwargs.get('worker') or self.worker or '',
            signature=signature or '',
            action_name=self.action_name or '',
            search_name=self.search_name or '',
            sid=self.sid or '',
            app=self.app or '',
            user=self.user or '',
            digest_mode=self.digest_mode if self.digest_mode in (0, 1) else '',
            action_mode=self.action_mode or '',
            action_status=status or self.action_status or '',
        )
        line = ''
        for ids in rids:
            line = ''
            try:
                orig_sid, rid, orig_rid = ids
            except (TypeError, ValueError):
                self.logger.warning('Could not unpack rid_ntuple')
                continue
            values.update(orig_sid=orig_sid or '', rid=rid or '', orig_rid=orig_rid or '')
            line = message.fill(template, values)
            self.logger.log(level, line)
        return line

    def addinfo(self):
        """Reads info.csv beside the results; no splunkd is asked."""
        if not self.info_file:
            return None
        text = None
        try:
            with io.open(self.info_file, 'r', encoding='utf-8') as opened:
                text = opened.read()
            self.info = payload.first_row(text)
        except Exception:
            self.message('Could not retrieve info.csv', level=logging.WARNING)
        return text

    def addjobinfo(self):
        """Asks splunkd about the search job; a failure is a warning."""
        if not self.sid or self.job or self.replay_mode:
            return
        try:
            arguments = {'output_mode': 'json'}
            if V6:
                uri, how = 'search/v2/jobs/%s' % self.sid, {'postargs': arguments}
            else:
                uri, how = 'search/jobs/%s' % self.sid, {'getargs': arguments}
            response, content = rest.simpleRequest(uri, sessionKey=self.session_key, **how)
            if response.status != 200:
                raise ValueError('HTTP %s' % response.status)
            self.job = json.loads(content)['entry'][0]['content']
            self.message('Successfully retrieved search job info')
            self.logger.debug(self.job)
        except Exception:
            self.message('Could not retrieve search job info', level=logging.WARNING)

    def result2stash(self, result, dropexp=default_dropexp, mapexp=default_mapexp, addinfo=False):
        """The row as one line of comma-separated pairs; with addinfo the row gains info_* fields."""
        if addinfo:
            stash.add_time_range(result, self.info)
        line = '%s' % (result['_time'] if '_time' in result else mktimegm(time.gmtime()))
        if self.search_name:
            line += ', search_name="%s"' % self.search_name.replace('"', '\\"')
        for name, value in stash.pairs(result, dropexp, mapexp):
            line += ', %s="%s"' % (name, stash.escape(value))
        return line

    @staticmethod
    def get_header_item(field, value, default=None):
        return stash.header_item(field, value, default)

    def addevent(self, raw, sourcetype, cam_header=True):
        if cam_header:
            use_original = bool(self.orig_sid)
            idline = self.DEFAULT_IDLINE % (
                self.get_header_item('orig_action_name', self.action_name, 'unknown'),
                self.get_header_item('orig_sid', self.orig_sid if use_original else self.sid),
                self.get_header_item('orig_rid', self.orig_rid if use_original else self.rid),
                self.get_header_item('sourcetype', sourcetype),
            )
            raw = idline.rstrip() + '\n' + raw
        self.events.append(raw)

    def writeevents(self, index='summary', host=None, source=None, fext='common_action_model'):
        """One spool file for each 50,000 events. The events stay: a second call writes them again."""
        if not self.events:
            return False
        fext = spool.extension(fext, self.logger)
        header = self.DEFAULT_HEADER % (
            self.get_header_item('index', index, self.DEFAULT_INDEX),
            self.get_header_item('host', host),
            self.get_header_item('source', source),
        )
        parting = '\n' + self.DEFAULT_BREAKER
        for start in range(0, len(self.events), self.DEFAULT_CHUNK):
            chunk = self.events[start : start + self.DEFAULT_CHUNK]
            text = header.rstrip() + parting + parting.join(chunk)
            path = spool.new_path(fext)
            try:
                with open(path, 'wb') as opened:
                    opened.write(text.encode('utf-8'))
            except Exception:
                signature = 'Error obtaining file handle during makeevents'
                self.message(signature, level=logging.ERROR, file_path=path)
                self.logger.exception(signature)
                return False
        self.message('Successfully created splunk events', event_count=len(self.events))
        return True

    def queuework(self, exit_strategy=None, tries=3, raise_all=False):
        queue.queuework(self, rest.simpleRequest, exit_strategy, tries, raise_all)

    @staticmethod
    def setup_logger(name, level=logging.INFO, maxBytes=25000000, backupCount=5, format=SHORT_FORMAT):
        return log.open_logger(name, level, maxBytes, backupCount, format)
