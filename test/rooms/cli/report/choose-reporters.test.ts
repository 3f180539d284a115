import { expect, it } from "vitest";
import { chooseReporters } from "../../../../src/cli/report/choose-reporters.ts";

/** `json=file`, or `pretty` with a star where it writes while the cases run. */
function chosen(texts: readonly string[], env: Record<string, string> = {}): string[] {
  const asked = texts.map((text) => {
    const [name = "", file] = text.split("=");
    return { name, file };
  });
  return chooseReporters(asked, env).map(
    ({ name, file, isLive }) =>
      `${name}${file === undefined ? "" : `=${file}`}${isLive ? "*" : ""}`,
  );
}

it("tells people, unless something else is asked for", () => {
  expect(chosen([])).toEqual(["pretty*"]);
  expect(chosen(["dot", "json=a.json"])).toEqual(["dot*", "json=a.json"]);
});

it("prints the failures and a summary beside reports that all go to files", () => {
  expect(chosen(["html=a.html"])).toEqual(["html=a.html", "pretty"]);
});

it.each([
  "AI_AGENT",
  "CLAUDECODE",
  "CURSOR_AGENT",
  "GEMINI_CLI",
  "CODEX_SANDBOX",
  "CODEX_THREAD_ID",
])("speaks to a coding agent that sets %s", (name) => {
  expect(chosen([], { [name]: "1" })).toEqual(["agent*"]);
  expect(chosen(["html=a.html"], { [name]: "1" })).toEqual(["html=a.html", "agent"]);
  expect(chosen(["pretty"], { [name]: "1" })).toEqual(["pretty*"]);
  expect(chosen([], { [name]: "" })).toEqual(["pretty*"]);
});

it("adds annotations in GitHub Actions, but not to what a program reads", () => {
  const env = { GITHUB_ACTIONS: "true" };
  expect(chosen([], env)).toEqual(["pretty*", "github"]);
  expect(chosen(["junit=a.xml"], env)).toEqual(["junit=a.xml", "pretty", "github"]);
  expect(chosen(["pretty", "github=a.txt"], env)).toEqual(["pretty*", "github=a.txt", "github"]);
  expect(chosen(["github"], env)).toEqual(["github*"]);
  for (const name of ["json", "tap", "./mine.js"])
    expect(chosen([name], env)).toEqual([`${name}*`]);
  expect(chosen([], { GITHUB_ACTIONS: "false" })).toEqual(["pretty*"]);
});
