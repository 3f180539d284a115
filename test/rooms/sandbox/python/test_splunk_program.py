"""$SPLUNK_HOME/bin/splunk: what scripts ask of it, with and without an environment of their own."""
from __future__ import absolute_import

import os
import subprocess
import sys
import unittest

from support import STAND_INS, HomeTest

PROGRAM = os.path.join(STAND_INS, 'bin', 'splunk.py')


class ProgramTest(HomeTest):
    def run_splunk(self, *args, **extra):
        env = {'SPLUNK_HOME': self.home, 'PATH': os.environ.get('PATH', '')}
        if 'SYSTEMROOT' in os.environ:
            env['SYSTEMROOT'] = os.environ['SYSTEMROOT']
        env.update(extra)
        child = subprocess.Popen(
            [sys.executable, '-B', PROGRAM] + list(args),
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        out, err = child.communicate()
        return child.returncode, out.decode('utf-8').replace('\r\n', '\n'), err.decode('utf-8')

    def printed(self, *args, **extra):
        code, out, err = self.run_splunk(*args, **extra)
        self.assertEqual((code, err), (0, ''))
        return out


class BtoolTest(ProgramTest):
    def setUp(self):
        ProgramTest.setUp(self)
        self.low = self.write('etc/system/default/x.conf', u'[default]\nd = 0\n[s]\na = 1\nb = 1\n')
        self.app = self.write('etc/apps/aa/default/x.conf', u'[s]\nb = 2\n[Upper]\n[s:more]\nd = \u00e9\n')

    def test_lists_stanzas_and_settings_in_ascii_order_with_the_defaults_in_each(self):
        lines = [u'[Upper]', u'd = 0', u'[default]', u'd = 0', u'[s]', u'a = 1', u'b = 2', u'd = 0']
        lines += [u'[s:more]', u'd = \u00e9']
        self.assertEqual(self.printed('btool', 'x', 'list').splitlines(), lines)
        self.assertEqual(self.printed('cmd', 'btool', 'x', 'list').splitlines(), lines)

    def test_a_stanza_is_named_by_its_beginning(self):
        heads = [line for line in self.printed('btool', 'x', 'list', 's').split('\n') if line[:1] == '[']
        self.assertEqual(heads, ['[s]', '[s:more]'])

    def test_tells_the_file_of_each_line(self):
        width = max(len(self.low), len(self.app))
        expected = [(self.app, '[s]'), (self.low, 'a = 1'), (self.app, 'b = 2'), (self.low, 'd = 0')]
        told = self.printed('btool', 'x', 'list', 's', '--debug').splitlines()[:4]
        self.assertEqual(told, ['%s %s' % (path.ljust(width), line) for path, line in expected])

    def test_tells_the_app_or_the_stanza_of_each_line(self):
        self.assertEqual(self.printed('btool', '--debug-print=app', 'x', 'list', 'Upper'), 'aa     [Upper]\nsystem d = 0\n')
        self.assertEqual(
            self.printed('btool', '--debug-print=stanza', 'x', 'list', 'Upper'), 'Upper [Upper]\nUpper d = 0\n'
        )

    def test_looks_at_one_app_alone(self):
        self.assertEqual(self.printed('btool', '--app=aa', 'x', 'list', 's').split('\n')[:2], ['[s]', 'b = 2'])
        self.assertEqual(self.printed('btool', 'x', 'list', 's', '--app=system').split('\n')[:2], ['[s]', 'a = 1'])
        self.assertEqual(self.printed('btool', 'x', 'list', '--app=nobody'), '')

    def test_reads_the_layers_anew_whatever_splunkd_wrote_down(self):
        self.write('var/run/splunk/merged/x.conf', u'[s]\nb = old\n')
        self.assertIn('b = 2', self.printed('btool', 'x', 'list', 's'))

    def test_lists_nothing_of_a_conf_that_is_not_there(self):
        self.assertEqual(self.printed('btool', 'nothing', 'list'), '')


class CommandTest(ProgramTest):
    def test_starts_a_program_in_the_environment_of_splunkd(self):
        if os.name == 'nt':
            self.skipTest('needs a program file')
        program = self.write('bin/show', u'#!/bin/sh\necho "$SPLUNK_ETC|$SPLUNKD_URI|$1"; cat; exit 7\n')
        os.chmod(program, 0o755)
        self.write('etc/system/local/web.conf', u'[settings]\nmgmtHostPort = 127.0.0.1:8090\n')
        code, out, _ = self.run_splunk('cmd', 'show', 'a b')
        self.assertEqual((code, out), (7, '%s/etc|https://127.0.0.1:8090|a b\n' % self.home))
        out = self.run_splunk('cmd', 'show', SPLUNKD_URI='https://h:1', SPLUNK_ETC='/e')[1]
        self.assertEqual(out, '/e|https://h:1|\n')

    def test_tells_its_version(self):
        self.write('etc/splunk.version', u'VERSION=10.0.2\nBUILD=abc\nPRODUCT=splunk\n')
        self.assertEqual(self.printed('version'), 'Splunk 10.0.2 (build abc)\n')

    def test_shows_clear_text_and_refuses_what_it_has_no_key_for(self):
        self.assertEqual(self.printed('show-decrypted', '--value', 'clear'), 'clear\n')
        self.assertEqual(self.run_splunk('show-decrypted', '--value', '$7$abc')[:2], (1, ''))

    def test_refuses_all_else_with_a_word(self):
        refused = ['restart', 'search *', 'cmd', 'cmd splunkd', 'cmd no-such-program', 'btool check', 'btool x']
        for words in refused + ['btool x list --user=admin', 'show-decrypted']:
            code, out, err = self.run_splunk(*words.split())
            self.assertEqual((code, out), (1, ''), words)
            self.assertTrue(err.startswith('splunk: ') and 'ar-sim answers' in err, err)


if __name__ == '__main__':
    unittest.main()
