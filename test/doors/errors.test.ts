import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { ERROR_MEANINGS, HarnessError, toProblem } from "../../src/errors.ts";
import { readPage } from "../support/docs/doc-pages.ts";

const SRC = fileURLToPath(new URL("../../src", import.meta.url));
const TEST = fileURLToPath(new URL("..", import.meta.url));
const CODE =
  /["'`]((?:CLI|CONFIG|CONF|ADDON|INVOKE|SANDBOX|EVENTS|SEARCH|SPLUNKD|SCENARIO|SECRET|CHECKS|HTTP|WORKER)_[A-Z0-9_]+|SPLUNK_[A-Z]+_VERSION)["'`]/g;

const textsOf = (root: string): string[] =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith("errors.ts"))
    .map((file) => readFileSync(join(root, file), "utf8"));

const codesIn = (text: string): string[] =>
  [...new Set([...text.matchAll(CODE)].map((match) => match[1] ?? ""))].sort();

const declared = Object.keys(ERROR_MEANINGS).sort();

it("uses every code that is declared", () => {
  expect(codesIn(textsOf(SRC).join("\n"))).toEqual(declared);
});

it("lists every code in docs/errors.md, and no other", () => {
  const listed = [
    ...new Set(
      [...readPage("errors").matchAll(/^\| `([A-Z]+_[A-Z0-9_]+)`/gm)].map(
        (match) => match[1] ?? "",
      ),
    ),
  ].sort();
  expect(listed).toEqual(declared);
});

it("provokes every code in a test", () => {
  const tests = textsOf(TEST).join("\n");
  expect(declared.filter((code) => !tests.includes(code))).toEqual([]);
});

it("keeps code, place, hint and cause of an error", () => {
  const cause = new Error("EACCES");
  const where = { file: "default/app.conf", line: 3 };
  const error = new HarnessError("CONF_UNREADABLE", "cannot read", {
    hint: "Mend it.",
    where,
    cause,
  });
  expect(error).toMatchObject({ code: "CONF_UNREADABLE", hint: "Mend it.", where, cause });
  expect(toProblem(error)).toEqual({
    code: "CONF_UNREADABLE",
    message: "cannot read",
    hint: "Mend it.",
    where,
  });
  expect(toProblem(new HarnessError("CONF_BAD_LINE", "x"))).toEqual({
    code: "CONF_BAD_LINE",
    message: "x",
  });
});
