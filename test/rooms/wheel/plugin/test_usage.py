"""What pytest says where it is used wrongly: one line, and exit code 4."""

import pytest

USAGE_ERROR = 4
TEST = "def test_it(ar):\n    assert ar.run(python='3.0.1') is None\n"


@pytest.mark.parametrize(
    "option, words",
    [
        ("--ar-app=nowhere", "*--ar-app: there is no folder *nowhere*"),
        ("--ar-network=some", "*--ar-network must be deny, allow, record, replay, or allow=HOST:PORT*"),
        ("--ar-python=9.9", "*SANDBOX_BAD_PYTHON*9.9*"),
    ],
)
def test_of_options(project, option, words):
    project.write("test_it.py", TEST)
    result = project.run(option, "TA_ping")
    assert result.ret == USAGE_ERROR
    output = result.stderr.str() + result.stdout.str()
    assert "Traceback" not in output
    (result.stderr if "ERROR" in result.stderr.str() else result.stdout).fnmatch_lines(["*ERROR: " + words])


def test_of_a_machine_without_node(project, monkeypatch):
    project.write("some.ar.yaml", "name: pings\n")
    monkeypatch.setenv("AR_SIM_NODE", "/nowhere/node")
    result = project.run()
    assert result.ret == USAGE_ERROR
    output = result.stderr.str() + result.stdout.str()
    assert "ar-sim: [WORKER_FAILED] AR_SIM_NODE names /nowhere/node, which is no file" in output
    assert "Traceback" not in output


def test_of_one_run(project):
    project.write("test_it.py", TEST)
    result = project.run()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["E *SANDBOX_BAD_PYTHON*"])
