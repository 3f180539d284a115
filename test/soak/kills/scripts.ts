/** Twelve kinds of script, each of which tries to stay when its run ends. Each runs for two seconds at least. */

const PRELUDE = `
import os, signal, subprocess, sys, time
def sleep():
    os.execv("/bin/sleep", ["sleep", "654.321"])
def fork(act):
    if os.fork() == 0:
        act()
        sleep()
`;

const python = (code: string): string => `${PRELUDE}${code}\ntime.sleep(2)\n`;

export const SCRIPTS: Readonly<Record<string, string>> = {
  "sleeps.py": python("subprocess.Popen(['sleep', '654.321'])"),
  "own_session.py": python("fork(os.setsid)"),
  "own_group.py": python("fork(lambda: os.setpgid(0, 0))"),
  "daemon.py": python(`
def twice():
    os.setsid()
    if os.fork():
        os._exit(0)
    for fd in range(3):
        os.close(fd)
fork(twice)`),
  "clears_environment.py": python(`
def cleared():
    os.setsid()
    os.execve("/bin/sleep", ["sleep", "654.321"], {})
fork(cleared)`),
  "ignores_signals.py": python(`
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
fork(os.setsid)`),
  "stops.py": python("fork(lambda: os.kill(os.getpid(), signal.SIGSTOP))"),
  "forks_500.py": python("for _ in range(500):\n    fork(os.setsid)"),
  "closes_all.py": python("fork(os.setsid)\nos.closerange(0, 4096)"),
  "changes_its_name.py": python(`
import ctypes
def renamed():
    ctypes.CDLL(None).prctl(15, b"systemd", 0, 0, 0)
    os.setsid()
fork(renamed)
os.chmod(os.environ["SPLUNK_HOME"], 0)`),
  "kills_its_parent.py": python(`
fork(os.setsid)
time.sleep(0.05)
os.kill(os.getppid(), signal.SIGKILL)`),
  "in_the_background.sh":
    "#!/bin/sh\nnohup setsid sleep 654.321 >/dev/null 2>&1 &\n(sleep 654.321 &)\nsleep 2\n",
};
