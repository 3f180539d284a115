/** What can follow the words of a command line. */
import { expect, it } from "vitest";
import { candidatesFor } from "../../../../../src/cli/commands/completion/candidates.ts";
import { COMMANDS } from "../../../../../src/cli/commands.ts";
import { optionsOf } from "../../../../../src/cli/command-line/command-page.ts";
import { fixture } from "../../../../support/run-cli.ts";
import { runHere } from "../../run-here.ts";

const PING = fixture("TA_ping");

async function words(...typed: string[]): Promise<readonly string[]> {
  return (await candidatesFor(typed, COMMANDS)).words.map(({ word }) => word);
}

it("begins with the commands, each with what it does", async () => {
  expect(await words("")).toEqual([...Object.keys(COMMANDS), "--help", "--version"]);
  const { words: found } = await candidatesFor(["valid"], COMMANDS);
  expect(found).toEqual([
    { word: "validate", meaning: "Checks parameters as Splunk does when you save a search" },
  ]);
});

it("knows each option of each command", async () => {
  for (const [name, command] of Object.entries(COMMANDS)) {
    const declared = Object.keys(optionsOf(await command.page())).map((option) => `--${option}`);
    expect(await words(name, "--")).toEqual([...declared, "--help", "--version"]);
  }
});

it("leaves out an option that is given, unless it may be given again", async () => {
  const left = await words("run", "--mode", "saved", "--param", "a=b", "--");
  expect(left).not.toContain("--mode");
  expect(left).toContain("--param");
});

it.each([
  [["run", "--mode", "per"], ["per-result"]],
  [["run", "--mode=per"], ["--mode=per-result"]],
  [["check", "--format", "s"], ["sarif"]],
  [["test", "--reporter", "ju"], ["junit"]],
  [
    ["check", "--target", "es"],
    ["es7", "es8"],
  ],
  [
    ["run", "--assume", "no-rows-r"],
    ["no-rows-result=null", "no-rows-result=object"],
  ],
  [
    ["run", "--network", ""],
    ["deny", "allow", "record", "replay"],
  ],
  [["snapshots", "a"], ["accept"]],
  [
    ["check", "--ignore", "AR04"],
    ["AR040", "AR041", "AR042", "AR043", "AR044", "AR045"],
  ],
])("completes the value in %j", async (typed, expected) => {
  expect((await words(...typed)).slice(0, 6)).toEqual(expected);
});

it("reads actions, parameters, and saved searches of the add-on", async () => {
  expect(await words("run", "--app", PING, "")).toEqual(["ping_host"]);
  expect(await words("run", `--app=${PING}`, "--mode", "saved", "p")).toEqual(["ping_host"]);
  expect(await words("run", "--app", PING, "ping_host", "-p", "")).toEqual([
    "host_field=",
    "count=",
    "verbose=",
  ]);
  expect(await words("run", "--app", PING, "ping_host", "")).toEqual([]);
});

it("says where names of files or folders fit", async () => {
  const paths = async (...typed: string[]): Promise<string> =>
    (await candidatesFor(typed, COMMANDS)).paths;
  expect(await paths("run", "--results", "")).toBe("files");
  expect(await paths("run", "--also", "")).toBe("folders");
  expect(await paths("check", "")).toBe("files");
  expect(await paths("run", "--seed", "")).toBe("none");
});

it("stays silent for an unknown command, and in a folder that is no add-on", async () => {
  expect(await candidatesFor(["nonsense", ""], COMMANDS)).toEqual({ words: [], paths: "none" });
  expect(await words("run", "--app", fixture("no-such-folder"), "")).toEqual([]);
  expect(await words("run", "--", "--m")).toEqual([]);
});

it("takes the whole line of a shell that cuts words elsewhere", async () => {
  const line = ` run --app "${PING}" --param=co`;
  const { stdout } = await runHere(["completion", "words", "--", line]);
  expect(stdout).toBe("--param=count=\tDefault: 1\n:none\n");
});

it("guesses at a shell that it does not know", async () => {
  const { code, stderr } = await runHere(["completion", "bsh"]);
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining("bash") });
});
