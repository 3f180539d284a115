"""splunk.clilib.cli_common: configuration over its layers, and where splunkd is."""
from __future__ import absolute_import

import os
import sys
from collections import OrderedDict

from support import HomeTest

import splunk
from splunk.clilib import cli_common


class ConfTest(HomeTest):
    def test_layers_win_in_the_order_of_the_global_context(self):
        self.write('etc/system/default/x.conf', u'[s]\na = system default\nb = 1\nc = 1\nd = 1\n')
        self.write('etc/apps/zeta/default/x.conf', u'[s]\nb = zeta default\nc = 2\nd = 2\n')
        self.write('etc/apps/alpha/default/x.conf', u'[s]\nb = alpha default\nc = 2\nd = 2\n')
        self.write('etc/apps/zeta/local/x.conf', u'[s]\nc = zeta local\nd = 3\n')
        self.write('etc/system/local/x.conf', u'[s]\nd = system local\n')
        expected = {'a': 'system default', 'b': 'alpha default', 'c': 'zeta local', 'd': 'system local'}
        self.assertEqual(cli_common.getConfStanza('x', 's'), expected)

    def test_a_stanza_of_any_layer_beats_the_defaults_of_every_layer(self):
        self.write('etc/system/default/x.conf', u'[s]\na = own\n')
        self.write('etc/system/local/x.conf', u'a = above\nb = above\n[default]\nb = default\n[t]\n')
        self.assertEqual(cli_common.getConfStanza('x', 's'), {'a': 'own', 'b': 'default'})
        self.assertEqual(cli_common.getConfStanza('x', 't'), {'a': 'above', 'b': 'default'})
        self.assertEqual(cli_common.getMergedConf('x')['default'], {'a': 'above', 'b': 'default'})

    def test_an_empty_value_overrides(self):
        self.write('etc/apps/a/default/x.conf', u'[s]\na = 1\n')
        self.write('etc/apps/a/local/x.conf', u'[s]\na =\n')
        self.assertEqual(cli_common.getConfKeyValue('x', 's', 'a'), '')

    def test_the_dialect_of_conf_files(self):
        text = (
            u'\ufeff# comment\r\n[a[0]]\r\nk = v # not a comment\r\n; junk\r\nmulti = one\\\r\n[two]\\\r\n'
            u'# three\r\nn\\=o = p=q\r\n'
        )
        self.write('etc/apps/a/default/x.conf', text)
        self.assertEqual(
            cli_common.getConfStanza('x', 'a[0]'),
            {'k': 'v # not a comment', 'multi': 'one\\\n[two]\\\n# three', 'n\\=o': 'p=q'},
        )

    def test_what_is_missing_is_a_parsing_error(self):
        missing = splunk.clilib.control_exceptions.ParsingError
        self.assertRaises(missing, cli_common.getConfStanza, 'nowhere', 's')
        self.assertRaises(missing, cli_common.getConfKeyValue, 'server', 'general', 'nothing')
        self.assertEqual(cli_common.getOptConfKeyValue('server', 'general', 'nothing'), None)
        self.assertEqual(cli_common.getMergedConf('nowhere'), {'default': {}})

    def test_a_conf_is_read_once(self):
        self.assertEqual(cli_common.getConfKeyValue('server', 'general', 'serverName'), 'sh1')
        self.write('etc/system/local/server.conf', u'[general]\nserverName = other\n')
        self.assertEqual(cli_common.getConfKeyValue('server', 'general', 'serverName'), 'sh1')

    def test_a_conf_that_splunkd_wrote_down_whole_is_taken_as_it_is(self):
        self.write('var/run/splunk/merged/server.conf', u'[general]\nserverName = merged\n')
        self.assertEqual(cli_common.getConfStanza('server', 'general'), {'serverName': 'merged'})

    def test_the_conf_of_one_app(self):
        self.write('etc/apps/a/default/x.conf', u'[s]\na = 1\nb = 1\n')
        self.write('etc/apps/a/local/x.conf', u'[s]\nb = 2\n')
        self.write('etc/apps/b/local/x.conf', u'[s]\nb = 3\n')
        expected = {'s': {'a': '1', 'b': '2'}}
        folder = os.path.join(self.home, 'etc/apps/a')
        self.assertEqual(cli_common.getAppConf('x', 'a'), expected)
        self.assertEqual(cli_common.getAppConf('x', 'a', use_btool=False, app_path=folder), expected)
        self.assertRaises(ValueError, cli_common.getAppConf, 'x', 'a', use_btool=False)
        self.assertEqual(cli_common.getAppConfRaw('x', 'a'), '[s]\na = 1\nb = 2\n')

    def test_a_file_to_read_is_made_when_it_is_missing(self):
        path = os.path.join(self.home, 'new.conf')
        self.assertEqual(cli_common.readConfFile(path), {})
        self.assertTrue(os.path.isfile(path))
        cli_common.writeConfFile(path, {'s': {'a': '1'}})
        self.assertEqual(cli_common.readConfFile(path), {'s': {'a': '1'}})

    def test_lines_keep_their_order_when_asked(self):
        found = cli_common.readConfLines(['[b]\n', 'z = 1\n', '[a]\n'], ordered=True)
        self.assertIsInstance(found, OrderedDict)
        self.assertEqual(list(found), ['b', 'a'])


class PlacesTest(HomeTest):
    def test_splunkd_is_where_the_environment_says(self):
        self.assertEqual(cli_common.getMgmtUri(), 'https://127.0.0.1:8089')
        os.environ['SPLUNKD_URI'] = 'https://127.0.0.1:9999/'
        self.assertEqual(cli_common.getMgmtUri(), 'https://127.0.0.1:9999')
        splunk.setDefault()
        self.assertEqual((splunk.getDefault('host'), splunk.getDefault('port')), ('127.0.0.1', 9999))

    def test_splunkd_is_where_the_configuration_says(self):
        self.write('etc/system/local/web.conf', u'[settings]\nmgmtHostPort = 127.0.0.1:8090\nhttpport = 80\n')
        self.write('etc/system/default/server.conf', u'[sslConfig]\nenableSplunkdSSL = false\n')
        self.assertEqual(cli_common.getMgmtUri(), 'http://127.0.0.1:8090')
        self.assertEqual(cli_common.getWebUri(), 'http://127.0.0.1:80')

    def test_another_splunkd_can_be_chosen(self):
        cli_common.setURI('http://other:1')
        self.assertEqual(splunk.mergeHostPath(), 'http://other:1')
        self.assertRaises(splunk.clilib.control_exceptions.ArgError, cli_common.setURI, 'other:1')

    def test_splunk_decrypts(self):
        self.assertEqual(cli_common.decrypt('$7$x'), None)
        program = self.write('bin/splunk', u'#!/bin/sh\nprintf "clear %s\\n" "$3"\n')
        os.chmod(program, 0o700)
        if sys.platform != 'win32':
            self.assertEqual(cli_common.decrypt('$7$x'), 'clear $7$x')
