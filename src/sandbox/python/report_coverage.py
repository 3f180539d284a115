"""Combines what coverage.py measured, and writes its reports, for `--coverage`.

stdin: JSON, {"tools": folder that may have coverage.py, "config": rc file, "parts": files of data, "files": the user's
own files, which may not have run, "xml", "lcov", "html": where to write them, or null}.
stdout: JSON, {"total": percent or null, "text": the table, "problem": what went wrong}. Runs on Python 2.7 and 3.
"""

import io
import json
import sys


def measured_by(coverage, wish):
    measured = coverage.Coverage(config_file=wish["config"])
    # Nothing is combined where no file of the user's own ran.
    if wish["parts"]:
        measured.combine(wish["parts"])
    data = measured.get_data()
    if not data.has_arcs():
        data.add_arcs({})
    known = set(data.measured_files())
    # A file that no run imported is not reached at all.
    for name in wish["files"]:
        if name not in known:
            data.touch_file(name)
    return measured


def main():
    wish = json.load(sys.stdin)
    sys.path.append(wish["tools"])
    import coverage
    from coverage.misc import CoverageException

    text = io.StringIO() if sys.version_info >= (3,) else io.BytesIO()
    answer = {"total": None, "text": ""}
    try:
        measured = measured_by(coverage, wish)
        if wish["files"]:
            answer["total"] = measured.report(file=text, show_missing=True, ignore_errors=True)
            for kind in ("xml", "lcov"):
                if wish[kind]:
                    getattr(measured, kind + "_report")(outfile=wish[kind], ignore_errors=True)
            if wish["html"]:
                measured.html_report(directory=wish["html"], ignore_errors=True)
        answer["text"] = text.getvalue()
    except (CoverageException, AttributeError, EnvironmentError) as problem:
        answer["problem"] = str(problem)
    json.dump(answer, sys.stdout)


main()
