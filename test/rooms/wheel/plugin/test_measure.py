"""`--ar-coverage`, with coverage.py where this Python has it."""

import sys

import pytest

TEST = "def test_%d(ar):\n    assert ar.run().passed\n"
HERE = ["--ar-app=TA_ping", "--ar-python=%s" % sys.executable]


def test_shows_what_ran_in_the_users_own_files(project):
    pytest.importorskip("coverage")
    project.write("test_it.py", TEST % 1)
    project.write("some.ar.yaml", "name: pings\n")
    result = project.run(*HERE, "--ar-coverage", "lcov=lcov.info", "--ar-coverage-min", "20", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["*coverage of the add-on's own Python files*", "*ping_host.py * [6-9]?% *"])
    assert "SF:" in (project.pytester.path / "lcov.info").read_text()


def test_combines_the_processes_of_xdist(project):
    pytest.importorskip("coverage")
    pytest.importorskip("xdist")
    project.write("test_it.py", (TEST % 1) + (TEST % 2))
    result = project.run(*HERE, "-n", "2", "--ar-coverage")
    result.assert_outcomes(passed=2)
    assert result.stdout.str().count("bin/ping_host.py") == 1


def test_fails_the_session_where_too_little_was_reached(project):
    pytest.importorskip("coverage")
    project.write("test_it.py", TEST % 1)
    result = project.run(*HERE, "--ar-coverage-min", "100")
    assert result.ret == 1
    result.stdout.fnmatch_lines(["ERROR: --ar-coverage-min 100: *% were reached"])


@pytest.mark.parametrize(
    "args, words",
    [
        (["--ar-coverage=pdf=x"], "--ar-coverage must be KIND=PATH, not 'pdf=x'"),
        (["--ar-coverage", "--ar-debug"], "--ar-coverage cannot be used with --ar-debug"),
    ],
)
def test_refuses_what_makes_no_sense(project, args, words):
    result = project.run(*args)
    assert result.ret == 4
    assert "ERROR: " + words in result.stderr.str()
