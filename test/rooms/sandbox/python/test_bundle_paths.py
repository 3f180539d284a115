"""splunk.clilib.bundle_paths: text below SPLUNK_HOME."""
from __future__ import absolute_import

import os

from support import HomeTest

from splunk.clilib import bundle_paths
from splunk.clilib.bundle_paths import make_splunkhome_path


class PathsTest(HomeTest):
    def test_parts_are_joined_below_splunk_home(self):
        expected = os.path.join(self.home, 'var', 'log', 'splunk', 'x.log')
        self.assertEqual(make_splunkhome_path(['var', 'log', 'splunk', 'x.log']), expected)
        self.assertEqual(make_splunkhome_path(('var', 'x', '..', 'log/splunk', 'x.log')), expected)

    def test_what_lies_in_etc_is_below_splunk_etc(self):
        os.environ['SPLUNK_ETC'] = '/elsewhere'
        self.assertEqual(make_splunkhome_path(['etc', 'apps']), os.path.join('/elsewhere', 'apps'))
        self.assertEqual(make_splunkhome_path(['etc']), '/elsewhere')
        self.assertEqual(make_splunkhome_path(['etcetera']), os.path.join(self.home, 'etcetera'))
        self.assertEqual(bundle_paths.get_base_path(), os.path.join('/elsewhere', 'apps'))

    def test_nothing_may_escape(self):
        for parts in (['..'], ['/etc/passwd'], ['etc', '..', '..', 'x'], ['var', '..', '..']):
            with self.assertRaises(ValueError) as refused:
                make_splunkhome_path(parts)
            self.assertIn('Illegal escape from parent directory', str(refused.exception))

    def test_no_parts_are_a_type_error(self):
        self.assertRaises(TypeError, make_splunkhome_path, [])

    def test_mrsparkle_has_the_same_function(self):
        from splunk.appserver.mrsparkle.lib import util

        self.assertIs(util.make_splunkhome_path, make_splunkhome_path)
        self.assertEqual(util.get_apps_dir(), os.path.join(self.home, 'etc', 'apps'))

    def test_a_file_of_an_app_goes_where_its_kind_belongs(self):
        app = os.path.join(self.home, 'etc', 'apps', 'a')
        self.assertEqual(bundle_paths.make_bundle_path('a', 'x.conf'), os.path.join(app, 'local', 'x.conf'))
        self.assertEqual(bundle_paths.make_bundle_path('a', 'x.py'), os.path.join(app, 'bin', 'x.py'))
        self.assertEqual(bundle_paths.make_bundle_path('a', 'x.js'), os.path.join(app, 'static', 'x.js'))
