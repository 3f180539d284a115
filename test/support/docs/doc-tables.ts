/**
 * Tables of the pages that follow from a declaration. A comment above a table says which it is; the test of the pages
 * puts it in its place, and `npm test -- -u` writes the pages anew.
 */
import { labelOf, wordsOf } from "../../../src/cli/command-line/help-page.ts";
import { optionsOf } from "../../../src/cli/command-line/command-page.ts";
import { COMMANDS } from "../../../src/cli/commands.ts";
import { EXIT, EXIT_MEANINGS, exitCodeOfError } from "../../../src/cli/exit-code.ts";
import { ASSUMPTION_ROWS } from "../../../src/cli/options/assumption-options.ts";
import { TARGETS } from "../../../src/platforms/targets.ts";
import { checkFormats } from "../../../src/reporters/check/check-formats.ts";
import { ERROR_MEANINGS, type ErrorCode } from "../../../src/errors.ts";
import { SCENARIO_SCHEMA } from "../../../src/scenario/file/declaration/scenario-schema.ts";
import { testReporters } from "../../../src/reporters/test/test-reporters.ts";
import { FAULTS } from "../../../src/vendor/faults/fault.ts";
import { HTTP_DEFS } from "../../../src/addon/config/http-defs.ts";
import { SECRET_FORMS } from "../../../src/text/masking/secret-forms.ts";

/** Of a definition that scenario files have, and perhaps ar-sim.config too. */
function keyTable(name: string): string[] {
  const { properties = {} } = SCENARIO_SCHEMA.$defs[name] ?? {};
  const rows = Object.entries(properties).map(([key, { description = "" }]): Row => [
    `\`${key}\``,
    description,
  ]);
  return table(["Key", "Meaning"], rows);
}

const FAULT_ORDER = HTTP_DEFS.httpFault.enum;

type Row = readonly [label: string, words: string];

const MARK = /^<!-- table: (.+) -->$/;

/** The page as it should be: each table below a comment made of its declaration. */
export async function withTables(page: string): Promise<string> {
  const lines: string[] = [];
  let isOld = false;
  for (const line of page.split("\n")) {
    // The line between the comment and the table is empty.
    if (isOld && (line === "" || line.startsWith("|"))) continue;
    if (isOld) lines.push("");
    isOld = false;
    lines.push(line);
    const wanted = MARK.exec(line)?.[1];
    if (wanted === undefined) continue;
    lines.push("", ...(await tableOf(wanted)));
    isOld = true;
  }
  return lines.join("\n") + (isOld ? "\n" : "");
}

/** `options of run: json, keep`, `commands` and so on. */
async function tableOf(wanted: string): Promise<string[]> {
  const errors = /^errors of (.+)$/.exec(wanted)?.[1];
  if (errors !== undefined) return errorTable(errors.split(", "));
  const options = /^options of ([a-z-]+): (.+)$/.exec(wanted);
  if (options !== null) return optionTable(options[1] ?? "", (options[2] ?? "").split(", "));
  const keys = /^keys of (.+)$/.exec(wanted)?.[1];
  if (keys !== undefined) return keyTable(keys);
  switch (wanted) {
    case "assumptions":
      return table(["Option", "What it decides"], Object.entries(ASSUMPTION_ROWS).map(assumption));
    case "forms of secrets":
      return table(
        ["Form", "What is found"],
        SECRET_FORMS.map(({ name, about }): Row => [name, about]),
      );
    case "exit codes":
      return table(["Exit code", "Meaning"], EXIT_MEANINGS);
    case "faults":
      return table(
        ["`fault`", "What happens"],
        FAULT_ORDER.map((fault): Row => [`\`${fault}\``, FAULTS[fault]]),
      );
    case "reporters":
      return table(["`--reporter`", "Output"], named(testReporters));
    case "targets":
      return table(
        ["`--target`", "What it is"],
        TARGETS.map(({ name, label }): Row => [`\`${name}\``, `${label}.`]),
      );
    case "formats":
      return table(["`--format`", "Output"], named(checkFormats));
    default:
      throw new Error(`there is no table \`${wanted}\``);
  }
}

async function optionTable(command: string, names: readonly string[]): Promise<string[]> {
  const page = await COMMANDS[command]?.page();
  if (page === undefined) throw new Error(`there is no command \`${command}\``);
  const options = optionsOf(page);
  const rows = names.map((name): Row => {
    const option = options[name];
    if (option === undefined) throw new Error(`${command} has no option \`--${name}\``);
    return [`\`${labelOf(name, option)}\``, wordsOf(option)];
  });
  return table(["Option", "Effect"], rows);
}

/** The codes and what they mean, as src/errors.ts has them. A ⁴ marks those that end the command with 4. */
function errorTable(groups: readonly string[]): string[] {
  const rows = Object.entries(ERROR_MEANINGS)
    .filter(([code]) => groups.includes(code.replace(/_.*/, "")))
    .map(([code, meaning]): Row => {
      const mark = exitCodeOfError(code as ErrorCode) === EXIT.harness ? " ⁴" : "";
      return [`\`${code}\`${mark}`, meaning];
    });
  return table(["Code", "When"], rows);
}

function assumption([name, words]: Row): Row {
  return [`\`--assume ${name}\``, words];
}

function named(declared: Readonly<Record<string, { readonly about: string }>>): Row[] {
  return Object.entries(declared).map(([name, { about }]) => [`\`${name}\``, `${about}.`]);
}

function table([label, words]: Row, rows: readonly Row[]): string[] {
  const cell = (text: string): string => text.replaceAll("|", String.raw`\|`);
  return [
    `| ${label} | ${words} |`,
    "| --- | --- |",
    ...rows.map((row) => `| ${cell(row[0])} | ${cell(row[1])} |`),
  ];
}
