"""ModularAction: who acts, on which row, and what the log says of it."""
from __future__ import absolute_import

import json
import os

from support import CIM, HomeTest, Lines

import cim_actions

SID = 'scheduler__admin__search__RMD5x_at_1_2'


def payload(**changes):
    base = {
        'sid': SID,
        'search_name': 'My "quoted" search',
        'app': 'search',
        'owner': 'admin',
        'configuration': {'a': 'b'},
    }
    base.update(changes)
    return json.dumps(dict(item for item in base.items() if item[1] is not Ellipsis))


class ModularActionTest(HomeTest):
    def action(self, *names, **changes):
        self.lines = Lines()
        return cim_actions.ModularAction(payload(**changes), self.lines.logger, *(names or ('my_action',)))

    def test_a_message_carries_identity_status_and_extras_unescaped(self):
        action = self.action()
        action.update({'rid': '0'})
        extras = {'event_count': 3, 'zz': '', 'bad_key9': 'v', '9x': 'no'}
        line = action.message('done "x"', status='success', **extras)
        self.assertEqual(
            line,
            'sendmodaction - worker="sh1" signature="done "x"" action_name="my_action"'
            ' search_name="My "quoted" search" sid="%s" rid="0" app="search" user="admin"'
            ' digest_mode="1" action_mode="saved" action_status="success" bad_key9="v"'
            ' event_count="3"' % SID,
        )
        self.assertEqual(self.lines.kept[-1], ('INFO', line))

    def test_a_message_is_logged_once_for_each_rid_and_the_last_is_returned(self):
        action = self.action()
        one = action.rid_ntuple('o1', '1', '2')
        two = action.rid_ntuple('', '2', '')
        last = action.message('m', rids=[one, two])
        first = self.lines.texts()[-2]
        self.assertIn('sid="%s" orig_sid="o1" rid="1" orig_rid="2" app' % SID, first)
        self.assertIn('sid="%s" rid="2" app' % SID, last)
        self.assertEqual(self.lines.texts()[-1], last)

    def test_a_rid_that_is_no_triple_is_a_warning(self):
        action = self.action()
        self.assertEqual(action.message('m', rids=[('a', 'b')]), '')
        self.assertEqual(self.lines.kept[-1], ('WARNING', 'Could not unpack rid_ntuple'))

    def test_an_empty_extra_whose_name_has_a_digit_stays(self):
        self.assertTrue(self.action().message('m', k9='').endswith('action_mode="saved" k9=""'))

    def test_a_signature_may_be_an_exception(self):
        self.assertIn('signature="boom"', self.action().message(ValueError('boom')))

    def test_invoke_logs_the_line_that_enterprise_security_counts(self):
        action = self.action()
        action.update({'rid': 1})
        action.invoke()
        self.assertIn('signature="Invoking modular action"', self.lines.texts()[-1])
        self.assertIn('rid="1"', self.lines.texts()[-1])

    def test_construction_says_so_in_the_log_and_drops_the_result(self):
        action = self.action(result={'a': 'b'})
        self.assertEqual(
            self.lines.kept,
            [('INFO', 'Initializing modaction. search_name="My "quoted" search" pid=%d' % os.getpid())],
        )
        self.assertNotIn('result', action.settings)

    def test_verbose_lowers_the_level_first(self):
        self.action(configuration={'verbose': 'true'})
        self.assertEqual(self.lines.kept[0], ('DEBUG', 'Log level set to DEBUG'))

    def test_replay_is_told(self):
        self.assertTrue(self.action(_cam_replay='1').replay_mode)
        self.assertEqual(self.lines.kept[0], ('INFO', 'Replay mode detected'))

    def test_a_per_result_file_gives_the_rid_and_moves_info_csv_up(self):
        action = self.action(results_file='/d/per_result_alert/tmp_3.csv.gz')
        action.update({'rid': '0'})
        self.assertEqual((action.digest_mode, action.rid), (0, '3'))
        self.assertEqual(action.info_file, os.path.join('/d', 'info.csv'))

    def test_a_result_id_of_zero_makes_it_per_result(self):
        action = self.action(result_id=0, results_file='/d/x/results.csv.gz')
        action.update({})
        self.assertEqual((action.digest_mode, action.rid), (0, '0'))
        self.assertEqual(action.info_file, os.path.join('/d', 'info.csv'))

    def test_a_per_result_file_of_another_name_has_no_rid(self):
        action = self.action(results_file='/d/per_result_alert/other.csv.gz')
        self.assertRaises(cim_actions.InvalidResultID, action.update, {'rid': '0'})

    def test_dispatch_dir_is_where_info_csv_lies_without_a_results_file(self):
        action = self.action(dispatch_dir='/d/x')
        self.assertEqual(action.info_file, os.path.join('/d/x', 'info.csv'))

    def test_the_snapshot_of_a_real_time_sid_moves_to_the_rid(self):
        action = self.action(sid='rt_scheduler__admin__search__RMD5_at_1_0.4')
        action.update({'rid': 2})
        self.assertEqual(action.sid, 'rt_scheduler__admin__search__RMD5_at_1_0')
        self.assertEqual((action.sid_snapshot, action.rid, action.action_mode), ('4', '2.4', 'saved'))

    def test_the_guid_of_a_cluster_member_stays_on_a_real_time_sid(self):
        action = self.action(sid='rt_scheduler__a_at_1_0.4_GUID')
        self.assertEqual((action.sid, action.sid_snapshot), ('rt_scheduler__a_at_1_0_GUID', '4'))

    def test_a_sid_that_is_a_number_stays_one_and_is_ad_hoc(self):
        action = self.action(sid=1465593470.1228)
        self.assertEqual((action.sid, action.action_mode), (1465593470.1228, 'adhoc'))

    def test_a_row_needs_a_rid(self):
        for row in ({'rid': ''}, {}, {'rid': None}, {'rid': 1.5}):
            action = self.action()
            self.assertRaises(cim_actions.InvalidResultID, action.update, row)

    def test_update_remembers_the_origin_of_the_row(self):
        action = self.action()
        action.update({'rid': 0, 'orig_sid': 's', 'orig_rid': '7'})
        self.assertEqual(action.rids, [('s', '0', '7')])

    def test_configuration_that_is_no_object_is_empty(self):
        self.assertEqual(self.action(configuration='').configuration, {})
        self.lines = Lines()
        action = cim_actions.ModularAction(payload(configuration=Ellipsis), self.lines.logger)
        self.assertEqual((action.configuration, action.action_name), ({}, 'unknown'))

    def test_the_action_name_of_the_configuration_wins(self):
        self.assertEqual(self.action(configuration={'action_name': 'x'}).action_name, 'x')

    def test_broken_json_is_an_error_of_the_caller(self):
        self.assertRaises(ValueError, cim_actions.ModularAction, '{', Lines().logger)

    def test_addinfo_reads_the_first_row_and_returns_the_text(self):
        text = u'_timestamp,_search_et\n1700000000.0,"\u00e9 1"\n2,3\n'
        path = self.write('dispatch/info.csv', text)
        action = self.action(results_file=os.path.join(os.path.dirname(path), 'results.csv.gz'))
        self.assertEqual(action.addinfo(), text)
        self.assertEqual(action.info['_timestamp'], '1700000000.0')

    def test_addinfo_without_info_csv_is_a_warning(self):
        action = self.action(results_file=os.path.join(self.home, 'dispatch/results.csv.gz'))
        self.assertEqual(action.addinfo(), None)
        self.assertEqual(self.lines.kept[-1][0], 'WARNING')
        self.assertIn('signature="Could not retrieve info.csv"', self.lines.texts()[-1])

    def test_setup_logger_writes_utc_lines_and_adds_one_handler(self):
        name = 'golden_modalert_' + os.path.basename(self.home)
        logger = cim_actions.ModularAction.setup_logger(name)
        self.assertIs(cim_actions.ModularAction.setup_logger(name), logger)
        self.assertEqual(len(logger.handlers), 1)
        self.assertFalse(logger.propagate)
        logger.info('hello')
        logger.handlers[0].close()
        line = self.read('var/log/splunk/%s.log' % name)
        self.assertRegex(line, r'^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\+0000 INFO hello\n$')

    def test_a_timer_logs_whole_milliseconds(self):
        action = self.action()
        with cim_actions.ModularActionTimer(action, 'main') as timer:
            self.assertEqual(timer.interval, -1)
        self.assertGreaterEqual(timer.interval, 0)
        self.assertIn('signature="Modular action script duration"', self.lines.texts()[-1])
        self.assertIn('component="main" duration="%d"' % timer.interval, self.lines.texts()[-1])

    def test_a_timer_that_cannot_count_says_so_and_hides_no_exception(self):
        action = self.action()
        timer = cim_actions.ModularActionTimer(action, 'main', start='soon')
        self.assertRaises(KeyError, self._fail_inside, timer)
        self.assertIn('signature="Unable to compute duration"', self.lines.texts()[-1])

    def _fail_inside(self, timer):
        with timer:
            raise KeyError('x')

    def test_a_multivalue_cell_may_begin_with_a_dollar(self):
        self.assertEqual(cim_actions.parse_mv('$$$5$'), ['$5'])
        self.assertEqual(cim_actions.parse_mv('$a$;$b$$c$'), ['a', 'b$c'])
        self.assertEqual(cim_actions.encode_mv(['a', 'b$c']), '$a$;$b$$c$')
        self.assertEqual(cim_actions.encode_mv([]), '$$')


if not hasattr(HomeTest, 'assertRegex'):
    HomeTest.assertRegex = HomeTest.assertRegexpMatches
assert os.path.abspath(cim_actions.__file__).startswith(CIM)
