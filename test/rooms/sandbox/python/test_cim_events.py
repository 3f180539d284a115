"""Events of ModularAction: stash lines, the spool file, and splunkd's word on the job."""
from __future__ import absolute_import

import json
import os
import shutil
import subprocess
import sys

from support import CIM, STAND_INS, HomeTest, Lines

import cim_actions
from test_cim_actions import SID, payload

BREAKER = '\n==##~~##~~  1E8N3D4E6V5E7N2T9 ~~##~~##==\n'


def row():
    return {
        '_time': '1700000001',
        '_raw': 'hello "w" \\ back',
        'host': 'h',
        'src': '1.2.3.4',
        '__mv_src': '',
        '__mv_dest': '$a$;$b$$c$',
        'dest': 'a\nb$c',
        'empty': '',
        '_cd': '1:2',
        '_indextime': '5',
        'date_hour': '1',
        'punct': '..',
        'tag::eventtype': 'x',
        'rid': '0',
        'orig_host': 'zz',
        'n': 5,
    }


class WithInfo(HomeTest):
    def setUp(self):
        HomeTest.setUp(self)
        self.write(
            'dispatch/info.csv',
            u'_timestamp,_search_et,_search_lt\n1700000000.000000000,1699990000.000000000,0\n',
        )
        self.lines = Lines()

    def action(self, *names, **changes):
        changes.setdefault('results_file', os.path.join(self.home, 'dispatch', 'results.csv.gz'))
        return cim_actions.ModularAction(payload(**changes), self.lines.logger, *(names or ('my_action',)))


class EventsTest(WithInfo):
    def test_a_row_becomes_a_stash_line_with_the_time_range_of_its_search(self):
        action = self.action()
        action.addinfo()
        given = row()
        self.assertEqual(
            action.result2stash(given, addinfo=True),
            '1700000001, search_name="My \\"quoted\\" search", orig_cd="1:2",'
            ' orig_raw="hello \\"w\\" \\\\ back", orig_time="1700000001", dest="a", dest="b$c",'
            ' orig_host="h", info_max_time="+Infinity", info_min_time="1699990000.000000000",'
            ' info_search_time="1700000000.000000000", n="5", src="1.2.3.4", orig_tag::eventtype="x"',
        )
        self.assertEqual(given['info_max_time'], '+Infinity')

    def test_without_rules_every_field_but_the_empty_ones_is_written(self):
        self.assertEqual(
            self.action().result2stash(row(), dropexp=None, mapexp=None),
            '1700000001, search_name="My \\"quoted\\" search", _cd="1:2", _indextime="5",'
            ' _raw="hello \\"w\\" \\\\ back", _time="1700000001", date_hour="1", dest="a",'
            ' dest="b$c", host="h", n="5", orig_host="zz", punct="..", rid="0", src="1.2.3.4",'
            ' tag::eventtype="x"',
        )

    def test_an_empty_value_shows_only_among_others(self):
        line = self.action().result2stash({'_time': '1', '__mv_a': '$$;$x$', '__mv_b': '$$'})
        self.assertEqual(line, '1, search_name="My \\"quoted\\" search", orig_time="1", a="", a="x"')

    def test_index_time_of_the_search_is_told_where_info_csv_has_it(self):
        action = self.action()
        action.info = {'_indextime_api_lt': '', '_search_lt': '9'}
        given = {'_time': '1'}
        action.result2stash(given, addinfo=True)
        self.assertEqual(given['info_max_time'], '9')
        self.assertEqual(given['use_index_time'], 1)
        self.assertEqual((given['info_min_indextime'], given['info_max_indextime']), ('0.000', '+Infinity'))

    def test_the_spool_file_has_the_bytes_that_splunk_expects(self):
        action = self.action()
        action.update({'rid': '0'})
        action.addevent('raw one', 'my:st')
        action.addevent('raw "two"\nline2', 'my:st', cam_header=False)
        action.update({'rid': 1, 'orig_sid': 'os', 'orig_rid': '7'})
        action.addevent('raw3', 'st"q')
        self.assertIs(action.writeevents(index='main', host='h1', source='s"1'), True)
        ((name, text),) = self.spooled().items()
        self.assertRegex(name, r'^\d{10}_\d{1,6}\.stash_common_action_model$')
        events = (
            BREAKER + '***Common Action Model*** orig_action_name="my_action" orig_sid="%s"'
            ' orig_rid="0" sourcetype="my:st"\nraw one' % SID
            + BREAKER + 'raw "two"\nline2'
            + BREAKER + '***Common Action Model*** orig_action_name="my_action" orig_sid="os"'
            ' orig_rid="7" sourcetype="st_q"\nraw3'
        )
        self.assertEqual(text, '***SPLUNK*** index="main" host="h1" source="s_1"' + events)
        self.assertIn('signature="Successfully created splunk events"', self.lines.texts()[-1])
        self.assertIn('event_count="3"', self.lines.texts()[-1])

        os.remove(os.path.join(self.home, 'var/spool/splunk', name))
        self.assertIs(action.writeevents(index=None, fext='bad ext!'), True)
        ((name, text),) = self.spooled().items()
        self.assertTrue(name.endswith('.stash_common_action_model'))
        self.assertEqual(text, '***SPLUNK*** index="summary"' + events)
        warning = ('WARNING', 'Requested file extension was ignored due to invalid characters')
        self.assertIn(warning, self.lines.kept)

    def test_what_is_unknown_leaves_its_place_empty(self):
        action = self.action('', sid='1.2')
        action.addevent('e', None)
        action.addevent('e2', 's')
        self.assertEqual(
            action.events,
            [
                '***Common Action Model*** orig_action_name="unknown" orig_sid="1.2"\ne',
                '***Common Action Model*** orig_action_name="unknown" orig_sid="1.2"  sourcetype="s"\ne2',
            ],
        )
        action.writeevents(host=5, source='y')
        ((_, text),) = self.spooled().items()
        self.assertTrue(text.startswith('***SPLUNK*** index="summary"  source="y"\n'), text[:60])

    def test_nothing_to_write_is_false_and_silent(self):
        before = len(self.lines.kept)
        action = self.action()
        self.assertIs(action.writeevents(), False)
        self.assertEqual(len(self.lines.kept), before + 1)

    def test_fifty_thousand_events_fill_a_file(self):
        action = self.action()
        action.events = ['e'] * (action.DEFAULT_CHUNK + 1)
        self.assertIs(action.writeevents(), True)
        counts = sorted(text.count(BREAKER) for text in self.spooled().values())
        self.assertEqual(counts, [1, action.DEFAULT_CHUNK])

    def test_a_spool_folder_that_is_not_there_is_told_and_nothing_is_raised(self):
        os.rmdir(os.path.join(self.home, 'var/spool/splunk'))
        action = self.action()
        action.addevent('e', 's')
        self.assertIs(action.writeevents(), False)
        self.assertIn('signature="Error obtaining file handle during makeevents"', self.lines.texts()[-2])
        self.assertEqual([level for level, _ in self.lines.kept[-2:]], ['ERROR', 'ERROR'])

    def test_bytes_are_no_event(self):
        if sys.version_info[0] > 2:
            self.assertRaises(TypeError, self.action().addevent, b'raw', 's')


class JobInfoTest(WithInfo):
    def call(self, status, body, **changes):
        calls = []

        class Response(dict):
            pass

        def request(*args, **kwargs):
            calls.append((args, kwargs))
            response = Response()
            response.status = status
            return response, body

        action = self.action(sid='1.2', session_key='k', **changes)
        before = cim_actions.rest.simpleRequest
        cim_actions.rest.simpleRequest = request
        try:
            action.addjobinfo()
            action.addjobinfo()
        finally:
            cim_actions.rest.simpleRequest = before
        return action, calls

    def test_the_job_is_asked_for_once(self):
        action, calls = self.call(200, b'{"entry":[{"content":{"label":"x"}}]}')
        expected = (('search/jobs/1.2',), {'sessionKey': 'k', 'getargs': {'output_mode': 'json'}})
        self.assertEqual(calls, [expected])
        self.assertEqual(action.job, {'label': 'x'})
        self.assertIn('signature="Successfully retrieved search job info"', self.lines.texts()[-2])

    def test_a_refusal_is_a_warning(self):
        action, calls = self.call(500, b'')
        self.assertEqual((action.job, len(calls)), ({}, 2))
        self.assertEqual(self.lines.kept[-1][0], 'WARNING')
        self.assertIn('signature="Could not retrieve search job info"', self.lines.texts()[-1])

    def test_a_replay_asks_nothing(self):
        self.assertEqual(self.call(200, b'', _cam_replay=1)[1], [])


class GenerationTest(HomeTest):
    def ask(self, conf):
        """The three answers in which the generations differ, from a copy of the app."""
        app = os.path.join(self.home, 'etc/apps/Splunk_SA_CIM')
        shutil.copytree(os.path.join(CIM, 'lib'), os.path.join(app, 'lib'))
        if conf:
            self.write('etc/apps/Splunk_SA_CIM/local/cim_actions.conf', conf)
        script = (
            'import sys, json, logging; sys.dont_write_bytecode = True;'
            'sys.path[:0] = [%r, %r];'
            'import cim_actions as c; seen = [];'
            'c.rest.simpleRequest = lambda *a, **k: seen.append([a, k]);'
            'log = logging.getLogger("x"); log.addHandler(logging.NullHandler()); log.propagate = False;'
            'm = c.ModularAction(json.dumps({"sid": "1.2", "session_key": "k"}), log);'
            'm.addjobinfo();'
            'print(json.dumps([seen, c.default_dropexp("_guid"), m.get_header_item("index", 5, "summary")]))'
        ) % (STAND_INS, os.path.join(app, 'lib'))
        return json.loads(subprocess.check_output([sys.executable, '-c', script]).decode('ascii'))

    def test_v5_is_the_default(self):
        seen, drops_guid, item = self.ask(None)
        how = {'sessionKey': 'k', 'getargs': {'output_mode': 'json'}}
        self.assertEqual(seen, [[['search/jobs/1.2'], how]])
        self.assertEqual((drops_guid, item), (True, ''))

    def test_v6_is_chosen_in_the_local_folder_of_the_app(self):
        seen, drops_guid, item = self.ask(u'[cim_actions]\ngeneration = V6\n')
        how = {'sessionKey': 'k', 'postargs': {'output_mode': 'json'}}
        self.assertEqual(seen, [[['search/v2/jobs/1.2'], how]])
        self.assertEqual((drops_guid, item), (False, 'summary'))


if not hasattr(HomeTest, 'assertRegex'):
    HomeTest.assertRegex = HomeTest.assertRegexpMatches
