"""The client of `ar-sim worker`, with workers that behave badly, and with the real one."""

import os
import signal
import sys
import threading
import unittest

from ar_sim import ArSimError, __version__
from ar_sim._worker import Worker
from support import PING, FolderCase

#: Greets as the real one, and then does what a test says.
FAKE = """
import json, os, signal, sys, time
def say(**answer):
    sys.stdout.write(json.dumps(answer) + "\\n")
    sys.stdout.flush()
def hear():
    line = sys.stdin.readline()
    if not line:
        sys.exit(0)
    return json.loads(line)
assert sys.argv[-1] == "worker"
say(id=hear()["id"], ok={"protocol": 1, "version": VERSION})
"""


class WithFakes(FolderCase):
    def worker(self, then, version=__version__):
        path = self.program("fake.py", FAKE.replace("VERSION", repr(version)) + then)
        worker = Worker(lambda: [sys.executable, path])
        self.addCleanup(worker.close)
        return worker

    def test_passes_over_what_is_no_answer(self):
        worker = self.worker(
            "while True:\n    r = hear()\n    print('noise', flush=True); say(id=99, ok=1); say(no='id')\n"
            "    say(id=r['id'], ok=r['with'])\n"
        )
        self.assertEqual(worker.ask("echo", a=1, b=None), {"a": 1})

    def test_tells_how_it_died_and_starts_a_new_one(self):
        worker = self.worker(
            "r = hear()\n"
            "if r['do'] == 'die':\n    sys.stderr.write('out of words'); sys.stderr.flush(); os._exit(7)\n"
            "say(id=r['id'], ok=os.getpid())\nhear()\n"
        )
        with self.assertRaises(ArSimError) as caught:
            worker.ask("die")
        self.assertEqual(caught.exception.code, "WORKER_FAILED")
        self.assertIn("exit code 7\nout of words", str(caught.exception))
        self.assertIsInstance(worker.ask("live"), int)
        self.assertEqual(worker.generation, 2)

    def test_refuses_one_of_another_version(self):
        with self.assertRaises(ArSimError) as caught:
            self.worker("hear()\n", version="9.9.9").ask("run")
        self.assertEqual(caught.exception.code, "WORKER_VERSION")
        self.assertIn("it started ar-sim 9.9.9", str(caught.exception))

    def test_says_that_a_program_is_no_worker(self):
        worker = Worker(lambda: [sys.executable, "-c", "import sys; sys.exit('I am something else')"])
        with self.assertRaisesRegex(ArSimError, "(?s)died.*I am something else"):
            worker.ask("run")
        with self.assertRaisesRegex(ArSimError, "cannot be started"):
            Worker(lambda: ["/nowhere/node"]).ask("run")

    @unittest.skipIf(os.name == "nt", "signals")
    def test_stops_the_request_at_ctrl_c(self):
        note = os.path.join(self.folder, "cancelled")
        worker = self.worker(
            "r = hear(); os.kill(os.getppid(), signal.SIGINT)\nc = hear()\n"
            "open(%r, 'w').write('%%s %%s' %% (c['do'], c['with']['id'] == r['id']))\n"
            "say(id=r['id'], error={'code': 'WORKER_CANCELLED', 'message': 'stopped'})\nhear()\n" % note
        )
        with self.assertRaises(KeyboardInterrupt):
            worker.ask("run")
        with open(note) as file:
            self.assertEqual(file.read(), "cancel True")

    def test_refuses_values_that_json_has_not(self):
        worker = self.worker("while True:\n    r = hear()\n    say(id=r['id'], ok=r['with'])\n")
        with self.assertRaisesRegex(TypeError, "cannot be handed to ar-sim"):
            worker.ask("run", given=object())
        self.assertEqual(worker.ask("run", given=("a", 1)), {"given": ["a", 1]})

    def test_answers_several_threads(self):
        worker = self.worker(
            "a, b = hear(), hear()\nsay(id=b['id'], ok=b['with'])\nsay(id=a['id'], ok=a['with'])\nhear()\n"
        )
        answers = {}
        threads = [
            threading.Thread(target=lambda n=n: answers.__setitem__(n, worker.ask("echo", n=n))) for n in ("a", "b")
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(answers, {"a": {"n": "a"}, "b": {"n": "b"}})


@unittest.skipIf(os.name == "nt", "signals and fork")
class WithTheRealOne(unittest.TestCase):
    def setUp(self):
        self.worker = Worker()
        self.addCleanup(self.worker.close)

    def root(self):
        return self.worker.ask("addon", folder=PING)["root"]

    def test_goes_on_when_it_was_killed(self):
        self.assertEqual(self.root(), PING)
        os.kill(self.worker._process._child.pid, signal.SIGKILL)
        self.worker._process._reader.join()
        self.assertEqual(self.root(), PING)

    def test_has_one_of_its_own_after_a_fork(self):
        self.assertEqual(self.root(), PING)
        child = os.fork()
        if child == 0:
            is_right = self.root() == PING and self.worker.generation == 2
            self.worker.close()
            os._exit(0 if is_right else 1)
        self.assertEqual(os.waitpid(child, 0)[1], 0)
        self.assertEqual(self.root(), PING)
        self.assertEqual(self.worker.generation, 1)

    def test_leaves_no_process(self):
        self.root()
        child = self.worker._process._child
        self.worker.close()
        self.assertEqual(child.returncode, 0)


if __name__ == "__main__":
    unittest.main()
