"""`Ar`, without pytest."""

import os
import ssl
import sys
import unittest
from urllib.request import Request, urlopen

import ar_sim
from ar_sim._worker import Worker
from support import PING, FolderCase


class Runs(FolderCase):
    @classmethod
    def setUpClass(cls):
        cls.worker = Worker()

    @classmethod
    def tearDownClass(cls):
        cls.worker.close()

    def setUp(self):
        super().setUp()
        self.ar = ar_sim.Ar(PING, folder=self.folder, worker=self.worker)
        self.addCleanup(self.ar.close)

    def test_gives_a_run(self):
        run = self.ar.run("ping_host", params={"target": "192.0.2.7"}, rows=[{"src": "a"}, {"src": "b"}])
        self.assertTrue(run.passed, run.why())
        self.assertEqual((run.verdict, run.exit_code, run.action), ("pass", 0, "ping_host"))
        self.assertEqual([event.sourcetype for event in run.events], ["ping:result"] * 2)
        self.assertEqual(run.payload["configuration"]["target"], "192.0.2.7")
        self.assertEqual(run.messages[0].fields["action_name"], "ping_host")
        self.assertEqual((run.rest, run.outbound, run.stdout, run.stderr), ([], [], "", ""))
        self.assertIn("events-written", [reason.id for reason in run.reasons])
        self.assertEqual(run, {"verdict": "pass", "exit_code": 0, "events": [{"index": "main"}, {"fields": {}}]})
        self.assertNotEqual(run, {"exit_code": 1})

    def test_tells_why_a_run_failed(self):
        run = self.ar.run(files={"bin/ping_host.py": "import sys\nsys.exit('no ' + sys.argv[0][:0] + 'luck')\n"})
        self.assertFalse(run.passed)
        self.assertIn("✗ the script ended with exit code 1", run.why())
        self.assertEqual(
            run.differences({"exit_code": 0, "events": [{}], "other": 1}),
            ["exit_code is 1, not 0", "events has 0 entries, not 1", "there is no other"],
        )

    def test_gives_rows_of_files_modes_and_credentials(self):
        self.write("rows.csv", "src\n192.0.2.1\n")
        run = self.ar.run(rows="rows.csv", mode="per-result", credentials={"realm:svc": "s3cret-of-svc"})
        self.assertEqual((run.data["mode"], run.payload["result"]["src"]), ("per-result", "192.0.2.1"))
        self.assertNotIn("s3cret-of-svc", str(run.data))

    def test_refuses_keys_in_the_spelling_of_python(self):
        with self.assertRaises(ar_sim.ArSimError) as caught:
            self.ar.run(save_search="x")
        self.assertIn("Did you mean `saved_search`?", str(caught.exception))
        with self.assertRaisesRegex(ar_sim.ArSimError, "has no alert action `other`"):
            self.ar.run("other")
        with self.assertRaisesRegex(ar_sim.ArSimError, "ADDON_NOT_FOUND"):
            self.ar.run(app=self.folder + "/nowhere")

    def test_searches_checks_and_diagnoses(self):
        search = self.ar.search("search user=* | sendalert ping_host | fields user", rows=[{"user": "ann"}])
        self.assertTrue(search.passed, search.why())
        self.assertEqual((search.rows, [run.action for run in search.runs]), ([{"user": "ann"}], ["ping_host"]))
        check = self.ar.check(only=["AR090"])
        self.assertTrue(check.passed, check.why())
        self.assertEqual({finding.id for finding in check.findings}, {"AR090"})
        diagnosis = self.ar.doctor("ping_host")
        self.assertTrue(diagnosis.shown, diagnosis.why())

    def test_serves(self):
        splunkd = self.ar.splunkd
        self.assertIs(self.ar.splunkd, splunkd)
        request = Request(splunkd.url + "/services/server/info", headers={"Authorization": "Splunk " + splunkd.session_key})
        with urlopen(request, context=ssl._create_unverified_context()) as answer:
            self.assertIn(b"<entry>", answer.read())
        self.assertEqual([call.path for call in splunkd.requests], ["/services/server/info"])
        self.assertTrue(self.ar.run(splunkd=splunkd).passed)

    def test_loads_a_script_and_forgets_it(self):
        app = os.path.join(self.folder, "TA_own")
        self.write("TA_own/default/alert_actions.conf", "[own]\nis_custom = 1\n")
        script = self.write("TA_own/bin/own.py", "import helper, splunk.rest\n\ndef twice(n):\n    return helper.add(n, n)\n")
        self.write("TA_own/bin/helper.py", "import os\nHOME = os.environ['SPLUNK_HOME']\ndef add(a, b):\n    return a + b\n")
        path, modules, env = list(sys.path), set(sys.modules), dict(os.environ)
        with ar_sim.Ar(app, worker=self.worker) as ar:
            own = ar.load("bin/own.py")
            self.assertEqual(own.twice(21), 42)
            self.assertEqual(own.twice.__code__.co_filename, script)
            self.assertEqual(own.helper.add.__code__.co_filename, os.path.join(app, "bin/helper.py"))
            self.assertEqual(os.environ["SPLUNK_HOME"], own.helper.HOME)
            self.assertTrue(own.__file__.startswith(own.helper.HOME))
            with self.assertRaisesRegex(ar_sim.ArSimError, "has no file ../other.py"):
                ar.load("../other.py")
        self.assertEqual((sys.path, dict(os.environ)), (path, env))
        left = {name for name in set(sys.modules) - modules if name.split(".")[0] in ("own", "helper", "splunk")}
        self.assertEqual(left, set())
        self.assertFalse(os.path.exists(own.helper.HOME))
        self.assertEqual(sorted(os.listdir(os.path.dirname(script))), ["helper.py", "own.py"])

    def test_needs_a_test_for_a_snapshot(self):
        with self.assertRaisesRegex(ar_sim.ArSimError, "no test that the snapshot belongs to"):
            self.ar.snapshot()


if __name__ == "__main__":
    unittest.main()
