"""queuework: handing an action over to workers."""
from __future__ import absolute_import

import base64
import json
import os

from support import HomeTest, Lines

import cim_actions
from test_cim_actions import SID, payload


class QueueTest(HomeTest):
    def setUp(self):
        HomeTest.setUp(self)
        self.write('dispatch/info.csv', u'a\n1\n')
        self.posts = []
        self.answer = (200, b'')
        self.lines = Lines()
        before = cim_actions.rest.simpleRequest
        self.addCleanup(setattr, cim_actions.rest, 'simpleRequest', before)
        cim_actions.rest.simpleRequest = self.request

    def request(self, *args, **kwargs):
        self.posts.append((args, kwargs))
        if isinstance(self.answer, Exception):
            raise self.answer
        response = cim_actions.rest.HTTPResponse.__new__(cim_actions.rest.HTTPResponse)
        response.status = self.answer[0]
        return response, self.answer[1]

    def queue(self, workers, cam='{"supports_workers": true}', **options):
        configuration = {'_cam': cam}
        if workers is not None:
            configuration['_cam_workers'] = workers
        action = cim_actions.ModularAction(
            payload(
                configuration=configuration,
                session_key='k',
                results_file=os.path.join(self.home, 'dispatch', 'r.csv.gz'),
            ),
            self.lines.logger,
            'my_action',
        )
        return action.queuework(**options)

    def test_a_remote_worker_gets_the_action_and_the_script_ends(self):
        with self.assertRaises(SystemExit) as ended:
            self.queue('["hf1"]')
        self.assertEqual(ended.exception.code, 0)
        ((args, kwargs),) = self.posts
        self.assertEqual(args, ('/servicesNS/nobody/Splunk_SA_CIM/alerts/modaction_queue/queue',))
        self.assertEqual(kwargs['sessionKey'], 'k')
        (record,) = json.loads(kwargs['jsonargs'])
        self.assertEqual(
            sorted(record), ['action_name', 'info', 'settings', 'sid', 'time', 'worker']
        )
        self.assertEqual((record['sid'], record['worker']), (SID, 'hf1'))
        self.assertEqual(base64.b64decode(record['info']), b'a\n1\n')
        self.assertEqual(json.loads(record['settings'])['session_key'], 'k')
        self.assertIsInstance(record['time'], int)
        last = self.lines.texts()[-1]
        self.assertIn('worker="hf1" signature="Successfully queued action"', last)
        self.assertIn('action_status="pending"', last)

    def test_with_local_among_the_workers_the_script_goes_on(self):
        self.queue('["local", "hf1"]')
        self.assertEqual(len(self.posts), 1)

    def test_no_remote_worker_means_no_post(self):
        for workers in ('["local"]', None):
            self.queue(workers)
            self.assertIn('signature="No workers specified"', self.lines.texts()[-1])
        self.assertEqual(self.posts, [])

    def test_a_dead_splunkd_is_an_error_when_only_others_were_to_act(self):
        self.answer = RuntimeError('down')
        self.assertRaises(RuntimeError, self.queue, '["hf1"]')
        self.assertEqual(len(self.posts), 3)

    def test_a_dead_splunkd_is_logged_when_the_script_acts_too(self):
        self.answer = RuntimeError('down')
        self.queue('["local", "hf1"]', tries=1)
        self.assertEqual(self.lines.kept[-2], ('ERROR', 'down'))
        self.assertIn('worker="hf1" signature="Unable to queue action"', self.lines.texts()[-1])
        self.assertIn('action_status="failure"', self.lines.texts()[-1])

    def test_a_refusal_carries_the_words_of_the_server(self):
        self.answer = (400, b'too many')
        with self.assertRaises(Exception) as refused:
            self.queue('["hf1"]')
        self.assertEqual(str(refused.exception), 'too many')

    def test_an_action_that_takes_no_workers_says_so(self):
        self.queue('["hf1"]', cam='')
        self.assertIn('signature="Action does not support workers"', self.lines.texts()[-1])

    def test_settings_that_are_no_json_are_told_or_raised(self):
        self.queue('["hf1"]', cam='{')
        self.assertIn('signature="Failed to load _cam"', self.lines.texts()[-1])
        self.queue('[')
        self.assertIn('signature="Failed to load _cam_workers"', self.lines.texts()[-1])
        self.assertRaises(Exception, self.queue, '["hf1"]', cam='{', raise_all=True)
