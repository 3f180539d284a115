import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const ROOM = fileURLToPath(new URL("../../../../src/splunkd", import.meta.url));
const SETTINGS = "instance/settings.ts";

const text = (file: string): string =>
  readFileSync(`${ROOM}/${file}`, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
const [, options = ""] = /interface SplunkdOptions \{([\s\S]*?)\n\}/.exec(text(SETTINGS)) ?? [];
const names = [...options.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name = ""]) => name);
const others = readdirSync(ROOM, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && file !== SETTINGS)
  .map(text)
  .join("\n");

it("knows the options of startSplunkd", () => {
  expect(names).toEqual(expect.arrayContaining(["addon", "port", "recordBodies"]));
});

// Read: taken off an object, not only written into one.
it.each(names)("reads the option %s somewhere", (name) => {
  const destructured = `\\{[^{}]*\\b${name}\\b(?!: |\\?:)[^{}]*\\}(?: = |: )`;
  expect(others).toMatch(new RegExp(`(?:settings|options|\\w)\\??\\.${name}\\b|${destructured}`));
});
