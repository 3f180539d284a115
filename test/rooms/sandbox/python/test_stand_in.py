"""What the stand-ins lack is owned up to; what they have is quick to import."""
from __future__ import absolute_import

import subprocess
import sys

from support import CIM, STAND_INS, HomeTest

import splunk
import splunk.util

MODULES = (
    'Intersplunk admin auth entity input rest rest.format safe_lxml_etree search secure_smtplib'
    ' ssl_context util version appserver.mrsparkle.lib.i18n appserver.mrsparkle.lib.util'
    ' clilib.bundle_paths clilib.cli_common clilib.control_exceptions mining.dcutils'
    ' persistconn.application appbuilder bundle saved models models.app models.base models.field models.fired_alert'
    ' models.saved_search'
).split()


class StandInTest(HomeTest):
    def test_every_module_is_there_and_names_what_it_lacks(self):
        for name in MODULES:
            full = 'splunk.' + name
            __import__(full)
            with self.assertRaises(AttributeError) as raised:
                sys.modules[full].noSuchThing
            self.assertIn("ar-sim's stand-in", str(raised.exception))
            self.assertIn("'%s.noSuchThing'" % full, str(raised.exception))

    def test_an_import_of_what_is_lacking_keeps_the_words(self):
        for line, lacking in (
            ('import splunk.pdf', 'splunk.pdf'),
            ('from splunk.pdf import pdfgen', 'splunk.pdf'),
            ('from splunk.util import noSuchThing', 'splunk.util.noSuchThing'),
            ('from splunk.rest import noSuchThing', 'splunk.rest.noSuchThing'),
            ('from splunk import pdf', 'splunk.pdf'),
        ):
            with self.assertRaises(ImportError) as raised:
                exec(line, {})
            self.assertIn("ar-sim's stand-in", str(raised.exception))
            self.assertIn("'%s'" % lacking, str(raised.exception))

    def test_asking_politely_is_no_error(self):
        self.assertFalse(hasattr(splunk.util, 'noSuchThing'))
        self.assertEqual(getattr(splunk, 'noSuchThing', 1), 1)

    def test_modules_of_others_are_left_alone(self):
        with self.assertRaises(ImportError) as raised:
            __import__('splunklib_that_is_not_there')
        self.assertNotIn('ar-sim', str(raised.exception))

    def test_cim_actions_needs_no_network_and_no_tls_to_be_imported(self):
        script = (
            'import sys; sys.dont_write_bytecode = True; sys.path[:0] = [%r, %r]; import cim_actions;'
            'print(" ".join(sorted(set(sys.modules) & set(%r))))'
        ) % (STAND_INS, CIM + '/lib', ['ssl', 'http.client', 'httplib', 'socket', 'xml', 'subprocess'])
        heavy = subprocess.check_output([sys.executable, '-S', '-c', script]).decode('ascii').split()
        self.assertEqual(heavy, [])

    def test_nothing_of_the_environment_tells_of_a_simulation(self):
        self.assertEqual([name for name in vars(splunk) if 'simul' in name.lower()], [])
