/** A run in the words of a command line, of a scenario file, and of pytest. */
import { stringify } from "yaml";
import type { Row } from "../../invocation/invocation.ts";
import { truthOf } from "../../run/truth.ts";
import type { UiRun } from "../state/runs.ts";

/** Secrets that were given to the run stay out of what is copied. */
export function masked(run: UiRun): UiRun {
  const { transcript, params, rows } = run;
  if (transcript === undefined) return run;
  return { ...run, ...truthOf(transcript).mask.deep({ params, rows }) };
}

export function asCommand({ action, mode, params, rows }: UiRun): string {
  const words = ["ar-sim", "run", action, "--mode", mode];
  for (const [name, value] of Object.entries(params)) words.push("--param", `${name}=${value}`);
  const [row] = rows;
  for (const [field, value] of Object.entries(row ?? {}))
    for (const text of [value ?? ""].flat()) words.push("--result", `${field}=${text}`);
  const line = words.map(quoted).join(" ");
  return rows.length > 1 ? `# with the first of ${rows.length} rows\n${line}` : line;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

export function asScenario({ action, mode, params, rows, transcript }: UiRun): string {
  const status = transcript?.verdict.status ?? "pass";
  return stringify({
    cases: [
      {
        name: `${action} from Incident Review`,
        given: { action, mode, params, rows: rows.map(plain) },
        expect: { verdict: status },
      },
    ],
  });
}

function plain(row: Row): Record<string, string | readonly string[]> {
  return Object.fromEntries(Object.entries(row).map(([field, value]) => [field, value ?? ""]));
}

/** JSON of texts and lists is Python too. */
export function asPytest({ action, mode, params, rows, transcript }: UiRun): string {
  const python = (value: unknown): string => JSON.stringify(value);
  const passed = transcript?.verdict.status !== "fail";
  return [
    `def test_${action.replace(/\W/g, "_")}(ar):`,
    `    run = ar.run(${python(action)}, mode=${python(mode)}, params=${python(params)}, rows=${python(rows.map(plain))})`,
    `    assert ${passed ? "" : "not "}run.passed, run.why()`,
    "",
  ].join("\n");
}
