"""The start-up hook: splunklib's default port leads to where splunkd answers."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest

HOOK = os.path.abspath(
    os.path.join(os.path.dirname(__file__), "..", "..", "..", "..", "src", "sandbox", "python")
)

BINDING = '''
DEFAULT_PORT = "8089"

class Context(object):
    """A connection."""

    def __init__(self, handler=None, **kwargs):
        self.port = kwargs.get("port", DEFAULT_PORT)
'''


@unittest.skipIf(sys.version_info < (3,), "the hook is for Python 3")
class SiteCustomize(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp()
        os.makedirs(os.path.join(self.home, "var", "run", "splunk"))
        package = os.path.join(self.home, "splunklib")
        os.makedirs(package)
        open(os.path.join(package, "__init__.py"), "w").close()
        with open(os.path.join(package, "binding.py"), "w") as binding:
            binding.write(BINDING)
        hook = os.path.join(self.home, "hook")
        os.makedirs(hook)
        shutil.copy(os.path.join(HOOK, "sitecustomize.py"), hook)

    def tearDown(self):
        shutil.rmtree(self.home)

    def run_code(self, code, uri="https://127.0.0.1:45678", **more):
        env = {
            "SPLUNK_HOME": self.home,
            "SPLUNKD_URI": uri,
            "PATH": os.environ.get("PATH", ""),
            "PYTHONPATH": os.pathsep.join([os.path.join(self.home, "hook"), self.home]),
        }
        env.update(more)
        return subprocess.check_output(
            [sys.executable, "-B", "-c", code], env=env, universal_newlines=True
        ).strip()

    def told(self):
        return os.path.exists(
            os.path.join(self.home, "var", "run", "splunk", "splunklib_default_port")
        )

    def test_moves_the_default_port_and_tells_of_it(self):
        code = "from splunklib import binding; print(binding.Context(None, host='x').port)"
        self.assertEqual(self.run_code(code), "45678")
        self.assertTrue(self.told())

    def test_leaves_a_port_alone_that_is_given(self):
        code = "from splunklib.binding import Context; print(Context(port=9).port)"
        self.assertEqual(self.run_code(code), "9")
        self.assertFalse(self.told())

    def test_does_nothing_without_an_address(self):
        code = "from splunklib.binding import Context; print(Context().port)"
        self.assertEqual(self.run_code(code, uri=""), "8089")

    def test_stays_out_of_a_traceback(self):
        with open(os.path.join(self.home, "splunklib", "binding.py"), "w") as binding:
            binding.write("except ImportError, e:\n")
        code = "import traceback\ntry:\n  import splunklib.binding\nexcept SyntaxError:\n  print(traceback.format_exc())"
        report = self.run_code(code)
        self.assertIn("binding.py", report)
        self.assertNotIn("sitecustomize", report)
        self.assertNotIn("importlib", report)

    def test_heeds_the_variable_that_switches_the_check_of_certificates_off(self):
        code = "import ssl; print(ssl._create_default_https_context().verify_mode == ssl.CERT_NONE)"
        self.assertEqual(self.run_code(code), "False")
        self.assertEqual(self.run_code(code, PYTHONHTTPSVERIFY="0"), "True")

    def test_lets_other_modules_be(self):
        self.assertEqual(self.run_code("import json; print(json.dumps(1))"), "1")


if __name__ == "__main__":
    unittest.main()
