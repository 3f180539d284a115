"""`--ar-debug` with a double of debugpy, and `--pdb` on a real terminal."""

import os
import socket
import sys
import threading
import time

import pytest

DOUBLE = """
import socket

def configure(**others):
    pass

def connect(address):
    global editor
    editor = socket.create_connection(address)

def wait_for_client():
    said = b""
    while b'"configurationDone"' not in said:
        said += editor.recv(100)
"""
TEST = "def test_it(ar):\n    assert ar.run().passed\n"
CASE = "name: pings\ntimeLimit: 20s\n"
STOPS = """
def test_it(ar):
    script = 'import sys\\nwish = 5 * 8 + 2\\nbreakpoint()\\nsys.stderr.write("INFO %d" % len(sys.stdin.read()))'
    assert "INFO" in ar.run(files={"bin/ping_host.py": script}).stderr
"""


@pytest.fixture
def cache(tmp_path, monkeypatch):
    for minor in range(6, 16):
        folder = tmp_path / "python-tools" / ("3.%d" % minor) / "debugpy"
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(DOUBLE)
    monkeypatch.setenv("AR_SIM_CACHE", str(tmp_path))


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Editor(threading.Thread):
    """Attaches to one script after the other, and lets it begin."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port = port
        self.attached = 0
        self.is_over = False

    def run(self):
        while not self.is_over:
            try:
                with socket.create_connection(("127.0.0.1", self.port)) as line:
                    line.sendall(b'"configurationDone"')
                    self.attached += 1
                    line.recv(1)
            except OSError:
                time.sleep(0.05)


def test_an_editor_attaches_to_each_run_and_case(project, cache, port):
    project.write("test_it.py", TEST)
    project.write("some.ar.yaml", CASE)
    editor = Editor(port)
    editor.start()
    result = project.run("--ar-debug", str(port))
    editor.is_over = True
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["ar-sim: the script waits for a debugger at 127.0.0.1:%d*" % port])
    assert editor.attached >= 2


def test_says_what_brings_debugpy(project, port, tmp_path, monkeypatch):
    monkeypatch.setenv("AR_SIM_CACHE", str(tmp_path))
    project.write("test_it.py", TEST)
    result = project.run("--ar-debug", str(port))
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["E *hint: Run `ar-sim python setup --with debugpy --python 3.*"])


@pytest.mark.parametrize("args", [["--ar-debug=all"], ["--ar-debug", "0"]])
def test_refuses_what_is_no_port(project, args):
    result = project.run(*args)
    assert result.ret == 4
    assert "ERROR: --ar-debug must be a port from 1 to 65535" in result.stderr.str()


def test_refuses_to_debug_side_by_side(project):
    pytest.importorskip("xdist")
    result = project.run("--ar-debug", "5678", "-n", "2")
    assert result.ret == 4
    assert "ERROR: --ar-debug cannot be used with -n" in result.stderr.str()


def test_pdb_asks_on_the_terminal(project):
    pty = pytest.importorskip("pty")
    project.write("test_it.py", STOPS)
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(str(project.pytester.path))
        os.execv(sys.executable, [sys.executable, "-m", "pytest", "--pdb", "-p", "no:cacheprovider"])
    shown, keys = b"", [b"p wish\n", b"c\n"]
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
        if keys and shown.count(b"(Pdb)") == 3 - len(keys):
            os.write(terminal, keys.pop(0))
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    assert os.WEXITSTATUS(status) == 0, shown
    assert b"(Pdb) p wish\r\n42\r\n" in shown
