"""Scenario files as tests."""

import re

import pytest

CASES = """
given: { params: { target: 192.0.2.7 } }
cases:
  - name: pings
    expect: { events: { count: 1 } }
  - name: by mode
    matrix: { mode: [adhoc, saved] }
  - name: asks in vain
    expect: { exit: 3 }
  - name: later
    skip: not yet
"""


def test_are_collected_chosen_and_reported(project):
    project.write("some.ar.yaml", CASES)
    result = project.run("--collect-only", "-q", "-p", "no:cacheprovider")
    result.stdout.fnmatch_lines(["*some.ar.yaml::pings", "*some.ar.yaml::by mode [[]mode=saved[]]"])
    result = project.run("-rs", "--durations=1", "--junitxml=report.xml")
    result.assert_outcomes(passed=3, failed=1, skipped=1)
    result.stdout.fnmatch_lines_random(
        ["exit code differs: expected 3, got 0", "  at some.ar.yaml:9", "*SKIPPED*not yet*", "*call*some.ar.yaml::*"]
    )
    report = (project.pytester.path / "report.xml").read_text(encoding="utf-8")
    assert re.search(r'<property name="ar_verdict" value="pass" ?/>', report)
    assert re.search(r'<property name="ar_action" value="ping_host" ?/>', report)
    project.run("--lf").assert_outcomes(failed=1)
    project.run("-k", "mode").assert_outcomes(passed=2, deselected=3)
    project.run("-m", "ar", "-x").assert_outcomes(passed=3, failed=1)
    project.run("TA_ping/tests/some.ar.yaml::pings").assert_outcomes(passed=1)


def test_fail_with_what_is_wrong_in_their_file(project):
    project.write("bad.ar.yaml", "given: { parms: {} }\n")
    result = project.run()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*[[]SCENARIO_UNKNOWN_KEY[]] `given` has no key `parms`", "*--> bad.ar.yaml:1:*"])


def test_run_an_addon_that_is_elsewhere(project):
    project.pytester.path.joinpath("far.ar.yaml").write_text("name: pings\n", encoding="utf-8")
    project.run("far.ar.yaml").assert_outcomes(errors=1)
    project.run("far.ar.yaml", "--ar-app", "TA_ping").assert_outcomes(passed=1)
    project.pytester.makeini("[pytest]\nar_app = TA_ping\n")
    project.run("far.ar.yaml").assert_outcomes(passed=1)


def test_accept_snapshots(project, monkeypatch):
    project.write("kept.ar.yaml", "name: kept\nexpect: { snapshot: true }\n")
    result = project.run()
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["new snapshot: *kept.snap"])
    monkeypatch.setenv("CI", "true")
    result = project.run()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*there is no accepted snapshot*"])
    project.run("--snapshot-update").assert_outcomes(passed=1)
    project.run().assert_outcomes(passed=1)


def test_run_side_by_side(project):
    pytest.importorskip("xdist")
    project.write("some.ar.yaml", CASES)
    project.write("test_more.py", "def test_it(ar):\n    assert ar.run() == ar.snapshot()\n")
    result = project.run("-n", "4")
    result.assert_outcomes(passed=4, failed=1, skipped=1)
    result.stdout.fnmatch_lines(["*asks in vain*", "new snapshot: *test_it.snap"])
