"""The tests of the pytest plugin: each runs pytest in a folder of its own, beside a copy of an add-on."""

import os
import shutil
import sys

import pytest

pytest_plugins = ["pytester"]

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), *[os.pardir] * 4))


class Project:
    """An add-on with tests in it."""

    def __init__(self, pytester):
        self.pytester = pytester
        self.app = pytester.path / "TA_ping"
        ignore = shutil.ignore_patterns("ar-sim.test.yaml", "__pycache__", "tests")
        shutil.copytree(os.path.join(ROOT, "harness-fixtures/addons/TA_ping"), self.app, ignore=ignore)

    def write(self, name, text):
        path = self.app / "tests" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run(self, *args):
        return self.pytester.runpytest_subprocess("-p", "no:randomly", *args)


@pytest.fixture
def project(pytester, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    return Project(pytester)
