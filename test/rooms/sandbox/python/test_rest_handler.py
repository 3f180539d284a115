"""The driver of REST handlers and modular inputs: a request a line, an answer a line, on every Python there is."""
from __future__ import absolute_import

import json
import os
import subprocess
import sys
import unittest

from support import STAND_INS, HomeTest

DRIVER = os.path.join(STAND_INS, 'rest_handler.py')

PERSIST = '''
import json
import sys
from splunk.persistconn.application import PersistentServerConnectionApplication

class Own(PersistentServerConnectionApplication):
    def __init__(self, *args):
        self.asked = 0

    def handle(self, text):
        self.asked += 1
        request = json.loads(text)
        print('noise')
        sys.stdout.flush()
        if request.get('fail'):
            raise ValueError(u'\\u00fc')
        if request.get('exit'):
            sys.exit()
        if request.get('bytes'):
            return {'payload': b'\\xff', 'status': 200}
        return json.dumps({'payload': {'asked': self.asked, 'text': request['text']}, 'status': 200})
'''

OLD = '''
from .base import Base

class Own(Base):
    def handle_GET(self):
        self.response.setStatus(202)
        self.response.write('hello ' + self.request['query']['name'])
'''

BASE = '''
import splunk.rest

class Base(splunk.rest.BaseRestHandler):
    pass
'''

ADMIN = '''
import splunk.admin as admin

class Own(admin.MConfigHandler):
    def __init__(self, scriptMode, ctxInfo):
        admin.MConfigHandler.__init__(self, scriptMode, ctxInfo)

    def setup(self):
        if self.requestedAction == admin.ACTION_EDIT:
            for name in ('a', 'b'):
                self.supportedArgs.addOptArg(name)

    def handleList(self, confInfo):
        confInfo['one'].append('who', self.userName)
        confInfo['one'].setMetadata('acl', {'app': self.appName})

    def handleEdit(self, confInfo):
        if self.callerArgs.data['a'][0] in (None, ''):
            raise admin.ArgValidationException('a is empty')
        confInfo[self.callerArgs.id]['a'] = self.callerArgs['a'][0]

    def handleCustom(self, confInfo):
        confInfo['custom']['action'] = self.customAction

admin.init(Own, admin.CONTEXT_NONE)
'''

INPUT = '''
import sys
if sys.argv[1] == '--scheme':
    print('<scheme><title>T</title><use_external_validation>true</use_external_validation>'
          '<endpoint><args><arg name="url"/></args></endpoint></scheme>')
else:
    text = sys.stdin.read()
    if 'bad' in text:
        print('<error><message>bad it is</message></error>')
        sys.exit(1)
'''


class RestHandlerTest(HomeTest):
    def ask(self, kind, handler, files, *requests):
        folder = os.path.join(self.home, 'etc', 'apps', 'own', 'bin')
        os.makedirs(folder)
        for name, text in files.items():
            with open(os.path.join(folder, name), 'w') as script:
                script.write(text)
        env = dict(os.environ, PYTHONPATH=os.pathsep.join([folder, STAND_INS]), PYTHONDONTWRITEBYTECODE='1')
        child = subprocess.Popen(
            [sys.executable, '-u', DRIVER, kind, handler.replace('BIN', folder), ''],
            cwd=folder,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        lines = ''.join(json.dumps(request) + '\n' for request in requests)
        out, err = child.communicate(lines.encode('utf-8'))
        self.noise = err.decode('utf-8', 'replace')
        return [json.loads(line) for line in out.decode('utf-8').splitlines()]

    def test_keeps_a_persistent_handler_and_its_prints_apart(self):
        answers = self.ask(
            'persist', 'own.Own', {'own.py': PERSIST}, {'text': u'\u00e4'}, {'fail': 1}, {'text': 'b'}
        )
        self.assertEqual(answers[0]['returned']['payload'], {'asked': 1, 'text': u'\u00e4'})
        self.assertIn('Traceback', answers[1]['error'])
        self.assertIn('ValueError', answers[1]['type'])
        self.assertEqual(answers[2]['returned']['payload'], {'asked': 3, 'text': 'b'})
        self.assertIn('noise', self.noise)

    def test_finds_no_payload_in_the_reply_of_one_that_exits_and_makes_it_anew(self):
        answers = self.ask('persist', 'own.Own', {'own.py': PERSIST}, {'exit': 1}, {'text': 'b'})
        self.assertEqual(answers[0], {'returned': {}})
        self.assertEqual(answers[1]['returned']['payload'], {'asked': 1, 'text': 'b'})

    @unittest.skipIf(sys.version_info[0] == 2, 'bytes are text there')
    def test_finds_no_payload_in_bytes(self):
        self.assertEqual(self.ask('persist', 'own.Own', {'own.py': PERSIST}, {'bytes': 1}), [{'returned': {}}])
        self.assertIn('bytes', self.noise)

    def test_refuses_a_class_of_another_base(self):
        (answer,) = self.ask('persist', 'own.Own', {'own.py': PERSIST.replace('(PersistentServerConnectionApplication)', '(object)')}, {})
        self.assertEqual(answer['text'], 'No class implements PersistentServerConnectionApplication')

    def test_runs_a_handler_of_the_old_kind_that_imports_its_neighbour(self):
        request = {'method': 'GET', 'rest_path': '/own', 'query': [['name', 'Ann']]}
        (answer,) = self.ask('python', 'own.Own', {'own.py': OLD, 'base.py': BASE}, request)
        self.assertEqual(answer['returned'], {'payload': 'hello Ann', 'status': 202, 'headers': {}})

    def test_runs_a_handler_of_the_administration_interface(self):
        common = {'user': 'ann', 'app': 'own', 'sessionKey': 'k'}
        answers = self.ask(
            'admin',
            os.path.join('BIN', 'own.py'),
            {'own.py': ADMIN},
            dict(common, action='list', args={'unknown': ['x']}),
            dict(common, action='edit', id='two', args={'a': ['1']}),
            dict(common, action='edit', id='two', args={'a': ['']}),
            dict(common, action='edit', id='two', args={'c': ['1']}),
            dict(common, action='remove', id='two'),
            dict(common, action='test', customAction='test', id='two', method='POST'),
        )
        self.assertEqual(answers[0]['returned']['entries'][0]['content'], {'who': 'ann'})
        self.assertEqual(answers[0]['returned']['entries'][0]['metadata'], {'acl': {'app': 'own'}})
        self.assertEqual(answers[1]['returned']['entries'][0]['name'], 'two')
        self.assertEqual(answers[2]['failed'], {'status': 400, 'text': 'a is empty'})
        self.assertEqual(answers[3]['failed']['status'], 400)
        self.assertEqual(answers[4]['failed']['status'], 405)
        self.assertEqual(answers[5]['returned']['entries'][0]['content'], {'action': 'test'})

    def test_asks_a_modular_input_for_its_scheme_and_for_its_opinion(self):
        answers = self.ask(
            'input',
            os.path.join('BIN', 'own.py'),
            {'own.py': INPUT},
            {'action': 'scheme'},
            {'action': 'validate', 'items': '<items>good</items>'},
            {'action': 'validate', 'items': '<items>bad</items>'},
        )
        scheme = answers[0]['returned']
        self.assertEqual((scheme['title'], scheme['use_external_validation']), ('T', True))
        self.assertEqual(scheme['args'][0]['required_on_create'], True)
        self.assertEqual([answer['returned'] for answer in answers[1:]], [None, 'bad it is'])


if __name__ == '__main__':
    unittest.main()
