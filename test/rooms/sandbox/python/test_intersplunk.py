"""splunk.Intersplunk: rows in and out in the old protocol."""
from __future__ import absolute_import

import io
import sys

from support import HomeTest

from splunk import Intersplunk
from splunk.util import OrderedDict


class IntersplunkTest(HomeTest):
    def test_rows_with_settings_and_multivalue_fields(self):
        data = (
            u'sessionKey:k%3D\nsid:1.2\n\n'
            u'a,b,__mv_b,c,__mv_c\n1,"x\ny",$x$;$y$$z$,2,\n"\u00e9",s,$s$,,\n'
        ).encode('utf-8')
        rows, nothing, settings = Intersplunk.getOrganizedResults(io.BytesIO(data))
        self.assertEqual((nothing, settings), ([], {'sessionKey': 'k=', 'sid': '1.2'}))
        self.assertEqual(list(rows[0]), ['a', 'b', 'c'])
        self.assertEqual(rows[0]['b'], ['x', 'y$z'])
        self.assertEqual(rows[1]['b'], 's')

    def test_rows_without_a_header_block(self):
        rows = Intersplunk.readResults(io.BytesIO(b'a\n1\n'), has_header=False)
        self.assertEqual([dict(row) for row in rows], [{'a': '1'}])

    def test_rows_are_written_with_their_messages_first(self):
        out = io.BytesIO()
        rows = [OrderedDict([('a', ['x', u'y$\u00e9'])]), OrderedDict([('b', 1)])]
        messages = {}
        Intersplunk.addWarnMessage(messages, 'careful')
        Intersplunk.outputResults(rows, messages, outputfile=out)
        self.assertEqual(
            out.getvalue().decode('utf-8'),
            u'warn_message=careful\r\n\r\na,__mv_a,b\r\n"x\ny$\u00e9",$x$;$y$$\u00e9$,\r\n,,1\r\n',
        )
        self.assertEqual(rows[0]['__mv_a'], u'$x$;$y$$\u00e9$')

    def test_an_error_is_a_row(self):
        before, sys.stdout = sys.stdout, io.BytesIO()
        try:
            self.assertRaises(SystemExit, Intersplunk.parseError, 'broken')
            written = sys.stdout.getvalue()
        finally:
            sys.stdout = before
        self.assertEqual(written, b'ERROR\r\nbroken\r\n')

    def test_words_and_options_of_the_command_line(self):
        before, sys.argv = sys.argv, ['x.py', 'word', 'a=1', 'b::2=3', 'c==4']
        try:
            self.assertEqual(
                Intersplunk.getKeywordsAndOptions(), (['word'], {'a': '1', 'b': '2=3', 'c': '4'})
            )
        finally:
            sys.argv = before
        self.assertEqual(Intersplunk.isGetInfo(['x', '__GETINFO__', 'a']), (True, ['x', 'a']))
        self.assertEqual(Intersplunk.isGetInfo(['x', '__EXECUTE__', 'a']), (False, ['x', 'a']))

    def test_multivalue_text(self):
        values = []
        self.assertTrue(Intersplunk.decodeMV('$a$;$b$$$', values))
        self.assertEqual(values, ['a', 'b$'])
        self.assertEqual(Intersplunk.getEncodedMV(values), '$a$;$b$$$')
        for broken in ('', 'a', '$a', '$a$;', '$a$b'):
            self.assertFalse(Intersplunk.decodeMV(broken, []))
