import { expect, it } from "vitest";
import type { CommandLine, CommandPage } from "../../../../src/cli/command-line/command-page.ts";
import {
  choice,
  flag,
  type OptionSet,
  pairs,
  repeatable,
  text,
  wholeNumber,
} from "../../../../src/cli/command-line/option.ts";
import { readCommandLine } from "../../../../src/cli/command-line/read-command-line.ts";
import { HarnessError } from "../../../../src/errors.ts";

interface Sample {
  readonly name: string | undefined;
  readonly also: readonly string[];
  readonly loud: boolean;
  readonly mode: "fast" | "slow" | undefined;
  readonly bail: number | undefined;
  readonly notable: string | undefined;
  readonly set: readonly (readonly [string, string])[];
  readonly exec: string | undefined;
  readonly port: string | undefined;
}

const OPTIONS: OptionSet<Sample> = {
  name: { ...text("NAME", "A name."), short: "n" },
  also: repeatable("DIR", "More."),
  loud: flag("Loud."),
  mode: choice(["fast", "slow"], "How."),
  bail: { ...wholeNumber("Stop.", 1), bare: { value: "1" } },
  notable: {
    ...text("FILE", "A file."),
    bare: { value: "", takes: (word) => word.endsWith(".json") },
  },
  set: pairs("A field."),
  exec: { ...text("COMMAND", "A command."), isCommandLine: true },
  port: text("N", "A port."),
};

const PAGE: CommandPage = { about: "", examples: [], groups: { Options: OPTIONS } };

function lineOf(...argv: readonly string[]): CommandLine {
  const read = readCommandLine("sample", PAGE, argv);
  if (read.asks !== null) throw new Error(`asks for ${read.asks}`);
  return read.line;
}

const read = (...argv: readonly string[]): Sample => lineOf(...argv).of(OPTIONS);

const NOTHING: Sample = {
  name: undefined,
  also: [],
  loud: false,
  mode: undefined,
  bail: undefined,
  notable: undefined,
  set: [],
  exec: undefined,
  port: undefined,
};

it.each<[string[], Partial<Sample>]>([
  [[], {}],
  [["--name", "a"], { name: "a" }],
  [["--name=a", "--name=b"], { name: "b" }],
  [["-n", "a"], { name: "a" }],
  [["-na"], { name: "a" }],
  [["--name", "-"], { name: "-" }],
  [["--name=-x"], { name: "-x" }],
  [["--name="], { name: "" }],
  [["--also", "a", "--also", "b"], { also: ["a", "b"] }],
  [["--loud"], { loud: true }],
  [["--mode", "slow"], { mode: "slow" }],
  [["--bail"], { bail: 1 }],
  [["--bail=3"], { bail: 3 }],
  [
    ["--set", "a=b=c", "--set", "d="],
    {
      set: [
        ["a", "b=c"],
        ["d", ""],
      ],
    },
  ],
  [["--notable"], { notable: "" }],
  [["--notable", "my.json"], { notable: "my.json" }],
  [["--notable=my.txt"], { notable: "my.txt" }],
])("reads %j", (argv, values) => {
  expect(read(...argv)).toEqual({ ...NOTHING, ...values });
});

it("tells words from values", () => {
  expect(lineOf("a", "--name", "b", "c", "--", "--loud").positionals).toEqual(["a", "c", "--loud"]);
  expect(lineOf("--bail", "2").positionals).toEqual(["2"]);
  expect(lineOf("--notable", "action").positionals).toEqual(["action"]);
  expect(lineOf("--", "--notable", "my.json").positionals).toEqual(["--notable", "my.json"]);
});

it.each([
  [["--nmae", "a"], "unknown option --nmae", "Did you mean --name? See `ar-sim sample --help`."],
  [["-x"], "unknown option -x", "See `ar-sim sample --help`."],
  [["--__proto__"], "unknown option --__proto__", "See `ar-sim sample --help`."],
  [["--splunkd-port", "1"], "unknown option --splunkd-port", "Did you mean --port?"],
  [["--name"], "--name needs a value", "See `ar-sim sample --help`."],
  [["--name", "--loud"], "--name needs a value", "write --name=--loud if --loud is the value"],
  [["--loud=yes"], "--loud takes no value, but got `yes`", "Write --loud alone."],
  [["--mode", "fats"], "--mode must be fast or slow, not `fats`", "Did you mean --mode=fast?"],
  [["--bail=0"], "--bail must be a whole number from 1, not `0`", "Write --bail=2"],
  [["--set", "a"], "--set must be NAME=VALUE, not `a`", "Write --set a=VALUE, or --set a="],
  [["--exec", "pytest", "-q", "x"], "unknown option -q", '--exec "pytest -q x"'],
  [["--exec", "pytest", "-v"], "unknown option -v", '--exec "pytest -v"'],
  [["pytest", "-v"], "unknown option -v", '--exec "pytest -v"'],
  [["pytest", "-q"], "unknown option -q", '--exec "pytest -q"'],
  [["--mode", "x"], "--mode must be fast or slow, not `x`", "Write --mode=fast"],
])("refuses %j", (argv, message, hint) => {
  try {
    read(...argv);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    expect(error).toMatchObject({ code: "CLI_USAGE", message });
    expect(error.hint).toContain(hint);
    return;
  }
  expect.unreachable();
});

it.each([
  [["-h"], "help"],
  [["--nmae", "a", "--help"], "help"],
  [["-v"], "version"],
  [["-V"], "version"],
  [["--version"], "version"],
  [["--exec", "pytest", "--help"], "help"],
])("hears what %j asks for", (argv, asks) => {
  expect(readCommandLine("sample", PAGE, argv)).toEqual({ asks });
});

it("takes what stands behind -- for no question", () => {
  expect(lineOf("--", "-h").positionals).toEqual(["-h"]);
});

it("gives no option that the page does not have", () => {
  expect(() => lineOf().of({ other: flag("Other.") })).toThrow("--other is not on the page");
});
