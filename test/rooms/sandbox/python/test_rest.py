"""splunk.rest against a loopback server: what goes out, what comes back, what is raised."""
from __future__ import absolute_import

import json
import os
import warnings

from support import HomeTest, Splunkd

import splunk
from splunk import rest
from splunk.rest import simpleRequest

XML = b'<response><messages><msg type="ERROR">no</msg></messages></response>'
TEXT = [{'type': 'ERROR', 'code': None, 'text': 'no'}]


class RequestTest(HomeTest):
    def ask(self, path, *args, **kwargs):
        """(request as the server saw it, response, content)"""
        with Splunkd({'*': (200, b'{}')}).make_default() as splunkd:
            response, content = simpleRequest(path, *args, **kwargs)
        return splunkd.requests[-1], response, content

    def test_a_plain_get(self):
        request, response, content = self.ask('server/info', sessionKey='k')
        self.assertEqual((request['method'], request['path']), ('GET', '/services/server/info'))
        self.assertEqual(request['headers']['authorization'], 'Splunk k')
        self.assertEqual(request['headers']['content-type'], 'application/x-www-form-urlencoded')
        self.assertEqual(request['headers']['content-length'], '0')
        self.assertEqual((response.status, response['status'], response['x-test']), (200, '200', 'One'))
        self.assertEqual((response.reason, response.messages), ('OK', []))
        self.assertIsInstance(response, dict)
        self.assertEqual(content, b'{}')

    def test_where_a_path_leads(self):
        for path, reached in (
            ('/services/x/', '/services/x'),
            ('/servicesNS/a/b', '/servicesNS/a/b'),
            ('servicesNS/a/b', '/services/servicesNS/a/b'),
            ('/x', '/services//x'),
        ):
            self.assertEqual(self.ask(path)[0]['path'], reached)

    def test_arguments_of_a_get(self):
        request = self.ask('x', getargs={'q': [u'a b', 'c/d'], 'n': None})[0]
        self.assertEqual(request['path'], '/services/x?q=a%20b&q=c/d')
        self.assertEqual(self.ask('x?a=1', getargs={'b': 2})[0]['path'], '/services/x?a=1?b=2')

    def test_a_form_turns_get_into_post(self):
        request = self.ask('x', postargs={'a': u'\u00e9 &', 'b': None})[0]
        self.assertEqual((request['method'], request['body']), ('POST', b'a=%C3%A9+%26'))
        self.assertEqual(self.ask('x', postargs={})[0]['method'], 'GET')
        self.assertEqual(self.ask('x', postargs={'a': 1}, method='PUT')[0]['method'], 'PUT')

    def test_json_wins_over_a_form(self):
        request = self.ask('x', postargs={'a': 1}, jsonargs='{"b": 2}')[0]
        self.assertEqual((request['method'], request['body']), ('POST', b'{"b": 2}'))
        self.assertEqual(request['headers']['content-type'], 'application/json')
        self.assertEqual(self.ask('x', jsonargs='{}', method='DELETE')[0]['body'], b'')

    def test_json_beyond_ascii_is_cut_at_its_length_in_characters(self):
        self.assertEqual(self.ask('x', jsonargs=u'["\u00e9"]')[0]['body'], u'["\u00e9"'.encode('utf-8'))

    def test_keys_and_tokens(self):
        self.assertEqual(self.ask('x', 'k', token=True)[0]['headers']['authorization'], 'Bearer k')
        self.assertEqual(self.ask('x')[0]['headers']['authorization'], 'Splunk None')
        splunk.setDefault('sessionKey', 'd')
        self.assertEqual(self.ask('x')[0]['headers']['authorization'], 'Splunk d')
        self.assertNotIn('authorization', self.ask('x', 'k', proxyMode=True)[0]['headers'])

    def test_an_argument_that_is_not_known_is_a_warning(self):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter('always')
            self.ask('x', forceContentType='y')
        self.assertEqual(
            [str(warning.message) for warning in caught if warning.category is UserWarning],
            ["ar-sim's splunk.rest.simpleRequest ignores forceContentType"],
        )

    def test_a_proxy_of_the_system_is_ignored(self):
        os.environ['http_proxy'] = os.environ['https_proxy'] = 'http://127.0.0.1:9'
        self.assertEqual(self.ask('x')[1].status, 200)

    def test_a_file_below_splunk_home(self):
        self.write('etc/x', u'text')
        self.assertEqual(simpleRequest('file:///etc/x'), ({}, 'text'))

    def test_a_get_follows_where_splunkd_leads(self):
        with Splunkd({'/services/a': (302, b'/services/b'), '/services/b': (200, b'b')}) as splunkd:
            splunkd.make_default()
            self.assertEqual(simpleRequest('a')[1], b'b')

    def test_tls_with_a_certificate_of_its_own(self):
        certificate = os.environ.get('AR_SIM_TEST_CERTIFICATE')
        if not certificate:
            self.skipTest('no certificate was made for this run')
        with Splunkd({'*': (200, b'x')}, certificate) as splunkd:
            os.environ['SPLUNKD_URI'] = 'https://127.0.0.1:%d' % splunkd.port
            splunk.setDefault()
            self.assertEqual(simpleRequest('server/info', 'k')[1], b'x')


class AnswerTest(HomeTest):
    def answer(self, status, body=XML, **kwargs):
        with Splunkd({'*': (status, body)}).make_default():
            return simpleRequest('x', 'k', **kwargs)

    def test_four_errors_are_always_raised(self):
        for status, kind in (
            (401, splunk.AuthenticationFailed),
            (402, splunk.LicenseRestriction),
            (403, splunk.AuthorizationFailed),
            (404, splunk.ResourceNotFound),
        ):
            with self.assertRaises(kind) as raised:
                self.answer(status)
            self.assertEqual(raised.exception.statusCode, status)
            self.assertEqual(self.answer(status, rawResult=True)[0].status, status)

    def test_a_missing_thing_is_named(self):
        with self.assertRaises(splunk.ResourceNotFound) as raised:
            self.answer(404)
        self.assertTrue(raised.exception.msg.endswith('/services/x'))
        self.assertEqual(raised.exception.extendedMessages, TEXT)

    def test_other_errors_are_raised_only_when_asked(self):
        for status, kind in (
            (400, splunk.BadRequest),
            (409, splunk.RESTException),
            (500, splunk.InternalServerError),
            (503, splunk.RESTException),
        ):
            response = self.answer(status)[0]
            self.assertEqual((response.status, response.messages), (status, TEXT))
            with self.assertRaises(splunk.RESTException) as raised:
                self.answer(status, raiseAllErrors=True)
            self.assertIs(type(raised.exception), kind)
            self.assertEqual(raised.exception.statusCode, status)

    def test_messages_are_read_from_json_too(self):
        body = json.dumps({'messages': [{'type': 'ERROR', 'text': 'no'}]}).encode('ascii')
        self.assertEqual(self.answer(400, body)[0].messages, TEXT)
        self.assertEqual(self.answer(400, b'\x00 garbage')[0].messages, [])
        self.assertEqual(self.answer(201)[0].messages, TEXT)

    def test_nobody_there(self):
        with self.assertRaises(splunk.SplunkdConnectionException) as raised:
            simpleRequest('http://127.0.0.1:1/services/x')
        self.assertTrue(str(raised.exception).startswith('Splunkd daemon is not responding: ('))

    def test_does_it_exist(self):
        with Splunkd({'/services/a': (200, b'')}).make_default():
            self.assertTrue(rest.checkResourceExists('a', 'k'))
            self.assertFalse(rest.checkResourceExists('b', 'k'))

    def test_an_answer_piece_by_piece(self):
        with Splunkd({'*': (200, b'abcdef')}).make_default():
            stream = rest.streamingRequest('x', 'k')
            self.assertEqual(stream.response.status, 200)
            self.assertEqual(list(stream.readall(4)), [b'abcd', b'ef'])
