import { expect, it } from "vitest";
import type { TestReport } from "../../../../src/scenario/report/report.ts";
import { bothWays, canFork, forkablePythons, plain } from "../../../support/setup/both-ways.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const forks = await canFork();
const pythons = forkablePythons();

/** What a script can ask about the process that it is in. */
const PROBE = `
import gc, inspect, json, os, resource, signal, stat, sys, threading, time, warnings
try:
    asked = {}
    asked["argv"] = [sys.argv, getattr(sys, "orig_argv", 0), open("/proc/self/cmdline").read()]
    asked["path"] = sys.path
    asked["flags"] = [str(sys.flags), str(sys._xoptions), sys.warnoptions]
    asked["environment"] = [name for name in os.environ]
    asked["values"] = sorted(item for item in os.environ.items() if item[0] != "SPLUNKD_URI")
    asked["cwd"] = os.getcwd()
    asked["main"] = sorted(vars(sys.modules["__main__"]))
    asked["signals"] = [str(signal.getsignal(number)) for number in range(1, 32)]
    status = open("/proc/self/status").read().split("\\n")
    wanted = ("Sig", "Threads", "Seccomp", "NoNewPrivs", "Cap", "Umask", "Uid", "Gid")
    asked["status"] = [line for line in status if line.startswith(wanted)]
    asked["descriptors"] = sorted(os.listdir("/proc/self/fd"))
    asked["kinds"] = [stat.S_IFMT(os.fstat(number).st_mode) for number in (0, 1, 2)]
    asked["streams"] = [
        [stream.isatty(), stream.encoding, stream.errors, stream.line_buffering, repr(stream)]
        for stream in (sys.stdin, sys.stdout, sys.stderr)
    ]
    asked["session"] = [os.getsid(0) == os.getpid(), os.getpgrp() == os.getpid()]
    asked["threads"] = [thread.name for thread in threading.enumerate()]
    asked["stack"] = [(frame[1], frame[3]) for frame in inspect.stack()]
    asked["limits"] = [resource.getrlimit(getattr(resource, name)) for name in dir(resource) if name.startswith("RLIMIT_")]
    asked["recursion"] = sys.getrecursionlimit()
    asked["zone"] = [time.tzname, time.timezone]
    asked["collector"] = [gc.get_threshold(), gc.isenabled(), getattr(gc, "get_freeze_count", int)()]
    asked["hooks"] = [sys.excepthook is sys.__excepthook__, len(sys.path_hooks)]
    asked["finders"] = [getattr(finder, "__name__", type(finder).__name__) for finder in sys.meta_path]
    asked["modules"] = sorted(sys.modules)
    asked["filters"] = [str(one) for one in warnings.filters]
    asked["caches"] = sorted(sys.path_importer_cache)
    asked["hash"] = hash("the seed is fixed")
    asked["temporary"] = [os.listdir(folder) for folder in ("/tmp", "/var/tmp", os.environ["TMPDIR"])]
    asked["others"] = len([name for name in os.listdir("/proc") if name.isdigit()]) > 1
    open("/tmp/left behind", "w").close()
    open(os.path.join(os.environ["SPLUNK_HOME"], "left behind"), "w").close()
    asked["home"] = sorted(os.listdir(os.environ["SPLUNK_HOME"]))
    asked["input"] = len(sys.stdin.read()) > 100
finally:
    json.dump(asked, sys.stdout, indent=1, sort_keys=True)
`;

const ENDINGS: Readonly<Record<string, string>> = {
  nothing: "",
  code: "import sys; sys.exit(3)",
  text: 'import sys; sys.exit("gone wrong")',
  exception: "def fail():\n    raise ValueError(u'\\u00e9')\nfail()",
  chained: "try:\n    1 / 0\nexcept ZeroDivisionError:\n    raise RuntimeError('second')",
  syntax: "x = = 1",
  missing: "import no_such_module",
  interrupt: "raise KeyboardInterrupt",
  at_once: "import os; print('lost'); os._exit(7)",
  killed: "import os; os.kill(os.getpid(), 9)",
  terminated: "import os; os.kill(os.getpid(), 15)",
  fault: "import ctypes; ctypes.string_at(0)",
  aborted: "import os; os.abort()",
  at_exit: "import atexit; atexit.register(print, 'bye'); print('here')",
  thread:
    "import threading, time\ndef late():\n    time.sleep(0.05); print('late')\nthreading.Thread(target=late).start(); print('first')",
  daemon:
    "import threading, time\nthread = threading.Thread(target=time.sleep, args=(60,)); thread.daemon = True; thread.start(); print('main')",
  child:
    "import subprocess, sys\nprint(subprocess.check_output([sys.executable, '-c', 'print(6 * 7)']))",
  processes:
    "import multiprocessing\ndef put(queue):\n    queue.put(1)\nif __name__ == '__main__':\n    queue = multiprocessing.Queue()\n    process = multiprocessing.Process(target=put, args=(queue,)); process.start(); print(queue.get()); process.join()",
  left: "import subprocess; subprocess.Popen(['sleep', '30'], start_new_session=True); print('left one')",
  much: "import sys; sys.stdout.write('x' * 3000000); sys.stderr.write('y' * 200000)",
  closed: "import os; os.close(1); os.close(2)",
  deleted: "class Thing:\n    def __del__(self):\n        print('deleted')\nthing = Thing()",
  warning: "import warnings; warnings.warn('old', stacklevel=9)",
  pickled:
    "import pickle\nclass Thing(object):\n    pass\nprint(type(pickle.loads(pickle.dumps(Thing()))).__module__)",
  logged:
    "import logging; logging.basicConfig(); logging.warning('careful'); logging.getLogger('a').exception('no')",
  named: "open('/dev/stdout', 'w').write('by name')",
};

function addonOf(scripts: Readonly<Record<string, string>>, times: number, python: string): string {
  const names = Object.keys(scripts);
  const cases = names.flatMap((name) =>
    Array.from(
      { length: times },
      (_, number) => `  - { name: ${name} ${number}, given: { action: ${name} }, expect: {} }`,
    ),
  );
  return tempFolder({
    "default/app.conf": "[package]\nid = TA_ends\n",
    "default/alert_actions.conf": names.map((name) => `[${name}]\n`).join(""),
    ...Object.fromEntries(
      Object.entries(scripts).map(([name, code]) => [`bin/${name}.py`, `${code}\n`]),
    ),
    "ar-sim.test.yaml": `given: { python: ${JSON.stringify(python)} }\ncases:\n${cases.join("\n")}\n`,
  });
}

function endsOf(report: TestReport): unknown {
  return report.cases.map(({ name, transcript }) => {
    const [run] = transcript?.invocations ?? [];
    return plain({
      name,
      code: run?.exitCode,
      signal: run?.signal,
      stdout: run?.stdout,
      stderr: run?.stderr,
      omitted: run?.omitted,
      left: run?.left.map(({ command }) => command),
    });
  });
}

it.skipIf(!forks).each(pythons)(
  "shows a script of Python $version the same process, whichever case of a server it is",
  async ({ path }) => {
    const { started, forked } = await bothWays(addonOf({ probe: PROBE }, 3, path), 1);
    expect(forked.processes).toMatchObject({ forked: 3, started: 0, whyStarted: [] });
    expect(endsOf(forked)).toEqual(endsOf(started));
  },
  120_000,
);

it.skipIf(!forks).each(pythons)(
  "lets a script of Python $version end in each way as a start does",
  async ({ path }) => {
    const { started, forked } = await bothWays(addonOf(ENDINGS, 1, path));
    expect(forked.processes?.forked).toBe(Object.keys(ENDINGS).length);
    expect(endsOf(forked)).toEqual(endsOf(started));
  },
  120_000,
);
