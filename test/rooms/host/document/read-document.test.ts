import { expect, it } from "vitest";
import { readDocument } from "../../../../src/host/document/read-document.ts";
import type { DocumentForm } from "../../../../src/host/document/reading.ts";

const FORM: DocumentForm = {
  schema: {
    type: "object",
    properties: {
      name: { type: "string", minLength: 2, pattern: "^[a-z]+$" },
      size: { type: "integer", minimum: 1, maximum: 9 },
      kind: { enum: ["big", "small"] },
      words: { type: "array", items: { $ref: "#/$defs/text" }, minItems: 1 },
      any: { $ref: "#/$defs/json" },
      shout: { $ref: "#/$defs/loud" },
      day: { type: "string", format: "day" },
      choice: {
        anyOf: [
          { $ref: "#/$defs/text" },
          { type: "object", properties: { file: { type: "string" } }, required: ["file"] },
          { type: "object", properties: { list: { type: "array" } }, required: ["list"] },
        ],
      },
      others: { type: "object", additionalProperties: { $ref: "#/$defs/text" } },
    },
    additionalProperties: false,
    required: ["name"],
    $defs: {
      text: { type: ["string", "number", "boolean", "null"] },
      json: { type: ["object", "array", "string", "number", "boolean", "null"] },
      loud: { type: "string" },
    },
  },
  readers: { loud: (node) => String(node).trim().toUpperCase() },
  formats: {
    day: (text) =>
      text === "monday" ? undefined : { message: `${text} is not a day`, hint: "Write monday." },
  },
  codeOf: (mistake) => (mistake === "syntax" ? "SCENARIO_SYNTAX" : "CONFIG_BAD"),
};

const read = (text: string) => readDocument(FORM, { file: "x.yaml", text });
const told = (text: string): string[] =>
  read(text).problems.map(({ message, where }) => `${where?.line}:${where?.column} ${message}`);

it("gives the value, texts as they are written", () => {
  const { value, problems } = read(
    "\uFEFFname: ab\nsize: 3\nwords: [007, 1.0, yes, true, ~, '']\nany: { a: [1, null] }\nshout: hey\nothers: { 01: 02 }\n",
  );
  expect(problems).toEqual([]);
  expect(value).toEqual({
    name: "ab",
    size: 3,
    words: ["007", "1.0", "yes", "true", "", ""],
    any: { a: [1, null] },
    shout: "HEY",
    others: { "01": "02" },
  });
});

it("reads JSON, and follows aliases", () => {
  expect(read('{"name": "ab",\n\t"size": 2}').value).toEqual({ name: "ab", size: 2 });
  expect(read("name: ab\nwords: &all [a]\nany: *all\n").value).toMatchObject({ any: ["a"] });
});

it("tells every mistake with its place", () => {
  expect(
    told("name: A\nsize: 12\nkind: huge\nwords: []\nday: noon\nchoice: [a]\nothers: x\nnmae: b\n"),
  ).toEqual([
    "1:7 `name` must be a text, not `A`",
    "2:7 `size` must be a whole number of at least 1, not `12`",
    "3:7 `kind` must be one of big, small, not `huge`",
    "4:8 `words` is empty",
    "5:6 `day`: noon is not a day",
    "6:9 `choice` must be a text, or a mapping with file, or a mapping with list, not a list",
    "7:9 `others` must be a mapping, not `x`",
    "8:1 the file has no key `nmae`",
  ]);
});

it("tells a key that is missing, and the keys of a choice", () => {
  expect(told("size: 1\n")).toEqual(["1:1 the file has no `name`"]);
  expect(told("name: ab\nchoice: {}\n")).toEqual(["2:9 `choice` is empty"]);
  const { problems } = read("name: ab\nchoice: { fiel: x }\n");
  expect(problems).toMatchObject([
    {
      message: "`choice` has no key `fiel`",
      hint: "Did you mean `file`? Write one of file, list.",
    },
  ]);
});

it("says what to write", () => {
  const { problems } = read("name: ab\nsize: many\nwords: x\n");
  expect(problems.map(({ hint }) => hint)).toEqual([
    "Write a whole number of at least 1.",
    "Write a list.",
  ]);
});

it("takes the mapping whose keys are there", () => {
  expect(read("name: ab\nchoice: { list: [1] }\n").value).toMatchObject({ choice: { list: [1] } });
});

it("suggests the key that was meant", () => {
  expect(read("name: ab\nsizes: 1\n").problems[0]?.hint).toBe(
    "Did you mean `size`? Known keys: name, size, kind, words, any, shout, day, choice, others.",
  );
});

it.each([
  ["no mapping", "- a\n", "1:1 the file must be a mapping with name, size"],
  ["nothing", "", "the file must be a mapping with name, size"],
  ["invalid YAML", "name: [\n", "this is not YAML"],
  ["a key twice", "name: ab\nname: ab\n", "2:1 this is not YAML: Map keys must be unique"],
])("refuses a file with %s", (_what, text, message) => {
  const { value, problems } = read(text);
  expect(value).toBeUndefined();
  expect(problems).toHaveLength(1);
  expect(told(text)[0]).toContain(message);
});

it("is not unfolded by aliases of aliases", () => {
  const layers = Array.from({ length: 12 }, (_, n) => {
    const before = n === 0 ? "x" : `*a${n - 1}`;
    return `  - &a${n} [${Array.from({ length: 9 }, () => before).join(", ")}]`;
  });
  expect(told(`name: ab\nany:\n${layers.join("\n")}\n`)).toEqual([
    expect.stringContaining("`any`: Excessive alias count"),
  ]);
});

it("takes names that JavaScript knows for names like any other", () => {
  const { value } = read("name: ab\nothers: { __proto__: a, constructor: b }\n");
  expect(JSON.stringify(value)).toContain('{"__proto__":"a","constructor":"b"}');
  expect(told("name: ab\n__proto__: a\ntoString: b\n")).toEqual([
    "2:1 the file has no key `__proto__`",
    "3:1 the file has no key `toString`",
  ]);
});
