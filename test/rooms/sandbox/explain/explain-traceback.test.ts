import { expect, it } from "vitest";
import { explainTraceback } from "../../../../src/sandbox/explain/explain-traceback.ts";

const explain = (text: string, more: object = {}) =>
  explainTraceback(text, { python: "3.9.18", ...more })[0];

it.each([
  "SyntaxError: Missing parentheses in call to 'print'",
  "SyntaxError: invalid syntax",
  "SyntaxError: multiple exception types must be parenthesized",
  "AttributeError: 'dict' object has no attribute 'has_key'",
  "NameError: name 'unicode' is not defined",
  "ModuleNotFoundError: No module named 'urllib2'",
  "_csv.Error: iterator should return strings, not bytes (did you open the file in text mode?)",
])("tells that a script was written for Python 2: %s", (text) => {
  expect(explain(text)).toMatchObject({
    code: "SANDBOX_BAD_PYTHON",
    hint: expect.stringContaining("--python 2.7"),
  });
});

it("says nothing of Python 2 where it runs on it", () => {
  expect(explain("SyntaxError: invalid syntax", { python: "2.7.18" })).toBeUndefined();
});

it.each(["requests", "six", "future", "lxml.etree", "yaml", "dateutil", "jinja2", "httplib2"])(
  "names the command that brings %s, which Splunk's Python has",
  (module) => {
    const problem = explain(`ModuleNotFoundError: No module named '${module}'`);
    expect(problem).toMatchObject({
      code: "SANDBOX_NO_PYTHON",
      hint: "Run `ar-sim python setup --python 3.9` once.",
    });
  },
);

it("does not name a command that no Python 2 is served by", () => {
  const text = "ImportError: No module named requests";
  expect(explain(text, { python: "2.7.18" })?.hint).toContain("python2.7 -m pip install requests");
});

it("knows a folder that is no package yet", () => {
  const text = "ImportError: No module named thehiveapi.api";
  expect(explain(text, { python: "2.7.18", bin: ["thehiveapi"] })?.hint).toContain("__init__.py");
});

it("does not promise what the table of that Python does not hold", () => {
  const text = "ModuleNotFoundError: No module named 'chardet'";
  expect(explain(text, { python: "3.7.16" })?.hint).toContain("setup --python 3.7");
  expect(explain(text)?.code).toBe("ADDON_MODULE_MISSING");
});

it.each([
  ["splunktaucclib", /Run the built add-on/],
  ["solnlib", /Run the built add-on/],
  ["alert_actions_base", /Add-on Builder exports it/],
  ["cbapi", /Splunk would not find it either/],
])("tells who should bring %s", (module, hint) => {
  const problem = explain(`ModuleNotFoundError: No module named '${module}'`);
  expect(problem).toMatchObject({
    code: "ADDON_MODULE_MISSING",
    hint: expect.stringMatching(hint),
  });
});

it("finds the file that a misspelt import may mean", () => {
  const text = "ImportError: No module named ta_rapid_declare";
  expect(explain(text, { bin: ["other.py", "rapid_declare.py"] })?.hint).toContain(
    "bin/rapid_declare.py",
  );
});

it("leaves other errors to speak for themselves", () => {
  expect(explain("KeyError: 'search_uri'")).toBeUndefined();
});
