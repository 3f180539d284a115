"""splunk.util, and the names of the package itself."""
from __future__ import absolute_import

import datetime
import logging
import os
import pickle
from decimal import Decimal

from support import HomeTest

import splunk
from splunk import util


class UtilTest(HomeTest):
    def test_truth_in_words(self):
        for word in ('true', ' T ', 'On', 'YES', 'y', '1', 1, True):
            self.assertIs(util.normalizeBoolean(word), True)
        for word in ('false', 'F', 'off', 'no', 'n', '0', 0, False):
            self.assertIs(util.normalizeBoolean(word), False)
        for other in (None, '', 'maybe', 2, [1]):
            self.assertEqual(util.normalizeBoolean(other), other)
            self.assertRaises(ValueError, util.normalizeBoolean, other, enableStrictMode=True)
        self.assertEqual(util.normalizeBoolean('1', includeIntegers=False), '1')

    def test_truth_in_a_dict_changes_that_dict(self):
        given = {'a': 'yes', 'b': 'x'}
        self.assertIs(util.normalizeBoolean(given), given)
        self.assertEqual(given, {'a': True, 'b': 'x'})

    def test_epoch_of_a_utc_tuple(self):
        self.assertEqual(util.mktimegm((2023, 11, 14, 22, 13, 20, 1, 318, 0)), 1700000000)

    def test_iso_times(self):
        moment = util.parseISO('2023-11-14T23:13:20.5+01:00')
        self.assertEqual(util.dt2epoch(moment), Decimal('1700000000.500000'))
        self.assertEqual(util.parseISO('soon'), datetime.datetime(1, 1, 1))
        self.assertRaises(ValueError, util.parseISO, 'soon', strict=True)
        self.assertEqual(util.parseISO(util.getISOTime(1700000000)).utctimetuple()[:5], (2023, 11, 14, 22, 13))
        self.assertEqual(pickle.loads(pickle.dumps(moment)), moment)

    def test_quoting(self):
        self.assertEqual(util.safeURLQuote(u'a b/\u00e9'), 'a%20b/%C3%A9')
        self.assertEqual(util.safeURLQuotePlus('a b/'), 'a+b%2F')
        self.assertEqual(util.urlencodeDict({'a': ['1', 2, None]}), 'a=1&a=2')

    def test_field_lists(self):
        self.assertEqual(util.stringToFieldList('a, b "c \\"d" e'), ['a', 'b', 'c "d', 'e'])
        self.assertEqual(util.fieldListToString(['a', 'b c']), 'a,"b c"')

    def test_hosts(self):
        self.assertEqual(util.splithost('h:8089'), ('h', '8089'))
        self.assertEqual(util.splithost('h'), ('h', None))
        self.assertEqual(util.splithost('[::1]:8089'), ('::1', 8089))

    def test_small_words(self):
        self.assertEqual(util.smartTrim('abcdefghij', 7), 'ab...ij')
        self.assertEqual(util.parseByteSizeString('1.5KB'), 1536)
        self.assertEqual(util.objUnicode({'a': [b'b']}), {'a': [u'b']})
        self.assertEqual(util.toDefaultStrings({'a': True, 'b': None}), {'a': '1', 'b': ''})
        self.assertTrue(util.isValidUnsignedFloat('1.5') and not util.isValidUnsignedFloat('-1'))

    def test_a_file_below_splunk_home(self):
        self.write('etc/x', u'text')
        self.assertEqual(util.readSplunkFile('/etc/x'), 'text')


class PackageTest(HomeTest):
    def test_an_error_of_splunkd_reads_as_on_splunk(self):
        messages = [{'type': 'ERROR', 'code': None, 'text': 'no'}]
        error = splunk.ResourceNotFound('/x', extendedMessages=messages)
        self.assertIsInstance(error, splunk.RESTException)
        self.assertEqual((error.statusCode, error.msg), (404, '/x'))
        self.assertEqual(str(error), '[HTTP 404] /x; %s' % messages)
        self.assertEqual(error.get_extended_message_text(), 'no')
        self.assertEqual(str(splunk.AuthenticationFailed()), '[HTTP 401] Client is not authenticated')

    def test_a_dead_splunkd_reads_as_on_splunk(self):
        self.assertEqual(
            str(splunk.SplunkdConnectionException('x')), "Splunkd daemon is not responding: ('x',)"
        )
        self.assertTrue(issubclass(splunk.QuotaExceededException, splunk.SplunkdException))

    def test_defaults_of_the_process(self):
        self.assertEqual(splunk.getDefault('namespace'), 'search')
        splunk.setDefault('sessionKey', 'k')
        self.assertEqual(splunk.getSessionKey(), 'k')
        self.assertEqual(splunk.mergeHostPath('h'), 'https://h:8089')
        self.assertEqual(splunk.mergeHostPath('http://[::1]:5'), 'http://[::1]:5')
        self.assertEqual(splunk.getDefault('host'), '127.0.0.1')
        splunk.mergeHostPath('h:1', saveAsDefault=True)
        self.assertEqual((splunk.getDefault('host'), splunk.getDefault('port')), ('h', 1))

    def test_levels_come_from_log_cfg(self):
        name = 'ar_sim_test_' + os.path.basename(self.home)
        path = self.write('etc/log.cfg', u'[python]\n%s = DEBUG\n' % name)
        splunk.setupSplunkLogger(logging.getLogger('x'), path, path + '.local', 'python')
        self.assertEqual(logging.getLogger(name).level, logging.DEBUG)
