import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { expect, it } from "vitest";
import { sourceFiles as files, SRC } from "./house/source-files.ts";
import { valuesTaken } from "./house/values-taken.ts";

/** What is of use in every room. */
const GROUND: ReadonlySet<string> = new Set(["errors", "host", "text"]);

/** Which rooms a room may import, itself and the ground floor apart. A tall, narrow house: only downwards. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  host: [],
  text: [],
  conf: ["platforms"],
  search: [],
  platforms: [],
  addon: ["platforms", "conf", "search"],
  invocation: ["platforms", "addon", "conf", "search"],
  events: ["addon", "conf", "search"],
  sandbox: ["platforms", "addon", "conf", "invocation"],
  vendor: ["addon", "sandbox"],
  splunkd: ["platforms", "addon", "conf", "search", "invocation", "events"],
  cause: ["addon", "invocation", "sandbox", "splunkd"],
  transcript: ["cause", "events", "invocation", "sandbox", "splunkd", "vendor"],
  run: [
    "platforms",
    "addon",
    "cause",
    "events",
    "invocation",
    "sandbox",
    "search",
    "splunkd",
    "transcript",
    "vendor",
    "verdict",
  ],
  verdict: ["platforms", "transcript", "events", "search", "addon"],
  sendalert: [
    "platforms",
    "addon",
    "invocation",
    "run",
    "splunkd",
    "transcript",
    "vendor",
    "verdict",
  ],
  "start-splunkd": ["platforms", "run", "splunkd"],
  "run-search": ["addon", "invocation", "search", "splunkd", "sendalert", "run", "transcript"],
  scenario: [
    "platforms",
    "run-search",
    "sendalert",
    "run",
    "transcript",
    "verdict",
    "events",
    "search",
    "addon",
    "conf",
    "invocation",
    "sandbox",
    "splunkd",
    "vendor",
  ],
  checks: [
    "addon",
    "conf",
    "search",
    "platforms",
    "sandbox",
    "invocation",
    "events",
    "verdict",
    "transcript",
  ],
  // The checks know no run, and a run knows no checks: the doctor knows both.
  doctor: ["platforms", "addon", "run", "sendalert", "scenario", "checks"],
  reporters: [
    "cause",
    "platforms",
    "run-search",
    "transcript",
    "events",
    "verdict",
    "scenario",
    "checks",
  ],
  index: [
    "platforms",
    "addon",
    "conf",
    "search",
    "invocation",
    "events",
    "sandbox",
    "splunkd",
    "verdict",
    "transcript",
    "sendalert",
    "run-search",
    "run",
    "start-splunkd",
    "scenario",
    "checks",
    "doctor",
    "reporters",
  ],
  draft: ["addon", "checks", "run", "scenario", "search", "splunkd", "transcript"],
  ui: [
    "addon",
    "checks",
    "doctor",
    "events",
    "invocation",
    "platforms",
    "reporters",
    "run",
    "run-search",
    "sandbox",
    "scenario",
    "sendalert",
    "transcript",
  ],
  vitest: ["index", "scenario", "transcript"],
  cli: [
    "platforms",
    "index",
    "vendor",
    "reporters",
    "addon",
    "conf",
    "search",
    "invocation",
    "sandbox",
    "splunkd",
    "start-splunkd",
    "sendalert",
    "run-search",
    "run",
    "transcript",
    "scenario",
    "checks",
    "doctor",
    "draft",
    "ui",
  ],
};

/** The room of a file: its folder, or its own name for the doors at the root. */
function roomOf(file: string): string {
  const [first = ""] = file.split("/");
  return first.replace(/\.ts$/, "");
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g)].map((match) =>
    relative(SRC, resolve(join(SRC, dirname(file)), match[1] ?? ""))
      .split(sep)
      .join("/"),
  );
}

it.each(files)("%s imports only from rooms below it", (file) => {
  const room = roomOf(file);
  const allowed = MAY_IMPORT[room];
  expect(allowed, `the room ${room} is not in the table`).toBeDefined();
  for (const target of importsOf(file)) {
    const other = roomOf(target);
    if (other === room || GROUND.has(other)) continue;
    expect(allowed, `${file} imports ${target}`).toContain(other);
  }
});

it.each(files)("%s is short enough to know by heart", (file) => {
  expect(readFileSync(join(SRC, file), "utf8").split("\n").length).toBeLessThanOrEqual(251);
});

it.each(files)("%s opens with a word on what it is, and exports by name", (file) => {
  const text = readFileSync(join(SRC, file), "utf8");
  expect(text).toMatch(/^(#!.*\n)?\/[*/]/);
  expect(text).not.toMatch(/^export default/m);
});

it("keeps printing and process.argv to the command line", () => {
  const outside = files.filter((file) => roomOf(file) !== "cli");
  for (const file of outside) {
    const code = readFileSync(join(SRC, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    expect(code, file).not.toMatch(/console\.|process\.(argv|exit\b|exitCode|stdout|stderr)/);
  }
});

it.each(files)(
  "%s lets a type take undefined, and leaves nothing out by an empty object",
  (file) => {
    expect(readFileSync(join(SRC, file), "utf8")).not.toMatch(/=== undefined\s*\?\s*\{\}\s*:\s*\{/);
  },
);

it("has no drawer", () => {
  const drawers = new Set(["utils", "util", "common", "shared", "helpers", "types", "core"]);
  expect(
    files.flatMap((file) => file.split("/").slice(0, -1)).filter((name) => drawers.has(name)),
  ).toEqual([]);
});

it.each(files.filter((file) => roomOf(file) === "run"))(
  "%s takes at most five values, and never the whole request",
  (file) => {
    for (const { signature, values } of valuesTaken(file)) {
      expect(values, signature).toBeLessThanOrEqual(5);
      expect(signature).not.toMatch(/\bSendAlertRequest\b(?!\[)/);
    }
  },
);
