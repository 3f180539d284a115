import { expect, it } from "vitest";
import { lastWords, readTraceback } from "../../../src/cause/read-traceback.ts";

const OLD = `Traceback (most recent call last):
  File "/h/a.py", line 3, in <module>
    work()
  File "/h/b.py", line 9, in work
    raise KeyError("x")
KeyError: 'x'
`;

const NEW = `INFO begins
Traceback (most recent call last):
  File "/h/a.py", line 1, in f
    1 / 0
    ~~^~~
ZeroDivisionError: division by zero

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/h/a.py", line 15, in <module>
    sys.exit(work(1))
             ~~~~^^^
  File "/h/b.py", line 8, in work
    names = list(row.keys())
                 ^^^^^^^^
AttributeError: 'NoneType' object has no attribute 'keys'
`;

it("reads the frames, the type, and the message", () => {
  expect(readTraceback(OLD)).toEqual({
    type: "KeyError",
    message: "'x'",
    frames: [
      { file: "/h/a.py", line: 3, name: "<module>" },
      { file: "/h/b.py", line: 9, name: "work" },
    ],
  });
});

it("reads the last of several, below the marks of newer Pythons", () => {
  expect(readTraceback(NEW)).toMatchObject({
    type: "AttributeError",
    message: "'NoneType' object has no attribute 'keys'",
    frames: [{ line: 15 }, { line: 8 }],
  });
});

it("reads one that a logger indented, and a message of several lines", () => {
  const text = `ERROR x\n  ${OLD.trimEnd().replaceAll("\n", "\n  ")} and\n  more\n\nlater\n`;
  expect(readTraceback(text)).toMatchObject({ type: "KeyError", message: "'x' and\nmore" });
});

it.each(["", "Traceback (most recent call last):\n", "KeyError: 'x'"])(
  "finds none in %j",
  (text) => {
    expect(readTraceback(text)).toBeUndefined();
  },
);

it.each([
  ["INFO a\nERROR b\nINFO c\n", "b"],
  ["a\nb\n\n", "b"],
  ["2026-01-01 ERROR pid=1 bad", "2026-01-01 ERROR pid=1 bad"],
  ["", undefined],
])("takes from %j the line that tells most", (text, line) => {
  expect(lastWords(text)).toBe(line);
});
