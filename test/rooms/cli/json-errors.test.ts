// Whoever asks for JSON reads JSON, errors too.
import { expect, it } from "vitest";
import { COMMANDS } from "../../../src/cli/commands.ts";
import { fixture, runCli } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const WRONG: Readonly<Record<string, readonly string[]>> = {
  run: ["run", "nope", "--app", fixture("TA_ping")],
  search: ["search", "| nosuchcommand"],
  validate: ["validate", "nope", "--app", fixture("TA_ping")],
  doctor: ["doctor", "nope", "--app", fixture("TA_ping")],
  ui: ["ui", "--no-open", "--app", "/nowhere"],
  serve: ["serve", "--host", "192.0.2.1", "--exec", "true"],
};

it("is tried with each command that has --json", async () => {
  const pages = await Promise.all(
    Object.entries(COMMANDS).map(async ([name, command]) => [name, await command.page()] as const),
  );
  const names = pages.flatMap(([name, { groups }]) =>
    Object.values(groups).some((options) => "json" in options) ? [name] : [],
  );
  expect(names.toSorted()).toEqual(Object.keys(WRONG).toSorted());
});

it.each(Object.keys(WRONG))(
  "prints the errors of %s as JSON, with the same exit code",
  async (name) => {
    const cwd = tempFolder();
    for (const args of [[...(WRONG[name] ?? [])], [name, "--no-such-option"]]) {
      const asText = await runCli(args, { cwd });
      const asJson = await runCli([...args, "--json"], { cwd });
      expect(asJson.stderr).toBe("");
      const { error } = JSON.parse(asJson.stdout) as { error: Record<string, string> };
      expect(Object.keys(error).slice(0, 2)).toEqual(["code", "message"]);
      expect(asText.stderr).toContain(`[${error["code"]}]`);
      expect(asText.stderr).toContain(String(error["hint"]).split("\n")[0]);
      expect(asJson.code).toBe(asText.code);
      expect(asText.stdout).toBe("");
    }
  },
);

it("does so for check's JSON too, and not for what stands behind --", async () => {
  const { code, stdout } = await runCli(["check", "/nowhere", "--format", "json"]);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: "ADDON_NOT_FOUND" } });
  expect(code).toBe(2);
  expect((await runCli(["run", "a", "b", "--", "--json"])).stdout).toBe("");
});
