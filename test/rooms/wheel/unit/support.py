"""What the tests of the Python part share."""

import os
import shutil
import sys
import tempfile
import textwrap
import unittest

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), *[os.pardir] * 4))
PING = os.path.join(ROOT, "harness-fixtures", "addons", "TA_ping")


class FolderCase(unittest.TestCase):
    """Has a folder of its own, and leaves the environment as it was."""

    def setUp(self):
        self.folder = os.path.realpath(tempfile.mkdtemp(prefix="ar-sim-test-"))
        self.addCleanup(shutil.rmtree, self.folder)
        before = dict(os.environ)
        self.addCleanup(os.environ.update, before)
        self.addCleanup(os.environ.clear)

    def write(self, name, text, mode=0o644):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(textwrap.dedent(text))
        os.chmod(path, mode)
        return path

    def program(self, name, text):
        """A program that is run by this Python."""
        return self.write(name, "#!%s\n%s" % (sys.executable, textwrap.dedent(text)), 0o755)
