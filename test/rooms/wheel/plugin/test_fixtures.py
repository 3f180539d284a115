"""The fixtures `ar`, `ar_app` and `ar_splunkd`, and how their assertions read."""

RUNS = """
import pytest

def test_passes(ar):
    run = ar.run("ping_host", params={"target": "192.0.2.7"})
    assert run.passed, run.why()
    assert run == {"verdict": "pass", "events": [{"sourcetype": "ping:result"}]}

def test_timeline(ar):
    kinds = [moment.kind for moment in ar.run("ping_host").timeline]
    assert kinds[0] == "start" and "event" in kinds and kinds[-1] == "end"

def test_has_all_that_is_named(ar):
    run = ar.run("ping_host")
    assert (run.exit_code, run.verdict, run.rest, run.outbound, run.stdout) == (0, "pass", [], [], "")
    assert run.messages[-1].signature == "pinged" and run.payload["sid"] and isinstance(run.stderr, str)

def test_app(ar_app):
    assert (ar_app / "default" / "alert_actions.conf").is_file()

def test_splunkd(ar, ar_splunkd):
    assert ar_splunkd is ar.splunkd
    assert ar.run(splunkd=ar_splunkd).passed

def test_loads(ar):
    import sys
    assert ar.load("bin/ping_host.py").__name__ == "ping_host"

@pytest.mark.ar(fixtures={"env": {"GREETING": "hello"}, "params": {"target": "192.0.2.9"}})
def test_given(ar):
    run = ar.run()
    assert run.payload["configuration"]["target"] == "192.0.2.9"
    assert run.data["invocations"][0]["env"]["GREETING"] == "hello"

def test_forgets():
    import sys
    assert "ping_host" not in sys.modules and "splunk" not in sys.modules
"""

FAILS = """
import pytest

def test_compared(ar):
    run = ar.run(files={"bin/ping_host.py": "raise KeyError('zone')"})
    assert run == {"exit_code": 0}

def test_told(ar):
    run = ar.run(files={"bin/ping_host.py": "raise KeyError('zone')"})
    assert run.passed, run.why()

def test_misspelt(ar):
    ar.run("ping_host", parms={})

@pytest.mark.ar(ap="x")
def test_marked(ar):
    pass
"""


def test_runs(project):
    project.write("test_runs.py", RUNS)
    project.run("--strict-markers").assert_outcomes(passed=8)


def test_says_why(project):
    project.write("test_fails.py", FAILS)
    result = project.run("-vv")
    result.assert_outcomes(failed=3, errors=1)
    result.stdout.fnmatch_lines_random(
        [
            "E *<Run of ping_host: verdict fail, exit code 1> == {'exit_code': 0}",
            "E * exit_code is 1, not 0",
            "E *AssertionError: ping_host did not succeed: the verdict is fail",
            "E *✗ the script ended with exit code 1: KeyError: 'zone'",
            "E *ar_sim.ArSimError: [[]SCENARIO_UNKNOWN_KEY[]] `given` has no key `parms`",
            "E *hint: Did you mean `params`?*",
            "*@pytest.mark.ar takes app=DIR and fixtures={…}, not ap*",
        ]
    )
    # Not a line of our own code stands in the tracebacks.
    result.stdout.no_fnmatch_line("*/ar_sim/_*.py:*")


def test_keeps_snapshots_where_ar_sim_keeps_them(project, monkeypatch):
    test = "def test_it(ar):\n    assert ar.run('ping_host', params={'target': %r}) == ar.snapshot()\n"
    snapshot = project.app / "tests/__ar_snapshots__/test_kept.py/test_it.snap"
    project.write("test_kept.py", test % "192.0.2.7")
    result = project.run()
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["new snapshot: *__ar_snapshots__*test_it.snap"])
    assert not snapshot.exists() and snapshot.with_suffix(".snap.new").exists()
    monkeypatch.setenv("CI", "true")
    project.run().assert_outcomes(failed=1)
    project.run("--snapshot-update").assert_outcomes(passed=1)
    assert "192.0.2.7" in snapshot.read_text(encoding="utf-8")
    project.write("test_kept.py", test % "192.0.2.8")
    result = project.run("-vv")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines_random(["E *the snapshot differs", "E *-*192.0.2.7*", "E *+*192.0.2.8*"])


def test_finds_no_addon(project):
    project.pytester.makepyfile("def test_it(ar):\n    pass\n")
    result = project.run("test_finds_no_addon.py")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*ADDON_*"])


def test_takes_the_app_of_a_fixture_of_ones_own(project):
    project.pytester.makeconftest(
        "import pytest\n\n@pytest.fixture\ndef ar_app(tmp_path):\n"
        "    (tmp_path / 'default').mkdir()\n    (tmp_path / 'bin').mkdir()\n"
        "    (tmp_path / 'default/alert_actions.conf').write_text('[mine]\\nis_custom = 1\\n')\n"
        "    (tmp_path / 'bin/mine.py').write_text('print(1)\\n')\n    return tmp_path\n"
    )
    project.pytester.makepyfile("def test_it(ar):\n    assert ar.run().stdout == '1\\n'\n")
    project.run("test_takes_the_app_of_a_fixture_of_ones_own.py").assert_outcomes(passed=1)
