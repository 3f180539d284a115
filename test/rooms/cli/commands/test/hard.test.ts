import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCli } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

/** It takes text where a row may hold several values, and divides by the length of another field. */
const FRAIL = `import csv, gzip, json, sys

payload = json.load(sys.stdin)
with gzip.open(payload["results_file"], "rt") as file:
    rows = list(csv.DictReader(file))
row, result = rows[0], payload["result"]
print(len(rows), "rows", len(row["note"]), "characters", file=sys.stderr)
result["team"].upper()
1 / len(row["note"])
`;

const frailAddon = (): string =>
  tempFolder({
    "default/alert_actions.conf": "[frail]\npayload_format = json\n",
    "bin/frail.py": FRAIL,
  });

it("writes hard rows whose cases expect what was observed, and say so", async () => {
  const cwd = frailAddon();
  const { code, stdout, stderr } = await runCli(["test", "--init", "--hard"], { cwd });
  expect(stdout).not.toContain("✗");
  expect(code).toBe(0);
  expect(stderr).toContain("wrote ar-sim.test.yaml");
  expect(stderr).toMatch(
    /wrote ar-sim\.hard\.ar\.yaml with 16 cases as observed: 3 of them expect a failure \(no rows, several values of team, empty values\)/,
  );
  const text = readFileSync(join(cwd, "ar-sim.hard.ar.yaml"), "utf8");
  expect(text).toContain("# Observed: AttributeError: 'list' object has no attribute 'upper'");
  expect(text).toContain("# If this is wrong, mend the script");
  expect(text).toContain("# Observed: the verdict is pass, with 2 runs and 0 events.");
  for (const title of ["1000 rows", "quotes", "backslashes", "a line feed", "non-ASCII text"])
    expect(text).toContain(`- name: ${title}\n`);
  // The large value is seen to arrive, and a mended script is told of.
  const large = text.replace(
    /(- name: values of 100 kB\n[\s\S]*?expect:\n)/,
    "$1      stderr: 1 rows 100000 characters\n",
  );
  writeFileSync(join(cwd, "ar-sim.hard.ar.yaml"), large);
  expect((await runCli(["test", "-t", "values of 100 kB"], { cwd })).code).toBe(0);
  writeFileSync(join(cwd, "bin/frail.py"), "");
  expect((await runCli(["test", "-t", "several values of team"], { cwd })).code).toBe(1);
});

it("leaves first cases as they are, and writes over no hard ones", async () => {
  const cwd = frailAddon();
  writeFileSync(join(cwd, "ar-sim.test.yaml"), "mine");
  const { stderr } = await runCli(["test", "--init", "--hard"], { cwd });
  expect(stderr).toContain("ar-sim.test.yaml exists and stays as it is");
  expect(readFileSync(join(cwd, "ar-sim.test.yaml"), "utf8")).toBe("mine");
  const again = await runCli(["test", "--init", "--hard"], { cwd });
  expect(again.code).toBe(2);
  expect(again.stderr).toContain("ar-sim.hard.ar.yaml exists already");
});

it("writes a case for each draw that fails, the same for the same seed", async () => {
  const [one, other] = [frailAddon(), frailAddon()];
  const draw = (cwd: string) => runCli(["test", "--fuzz", "30", "--seed", "5"], { cwd });
  const [first, second] = await Promise.all([draw(one), draw(other)]);
  expect([first.code, second.code]).toEqual([1, 1]);
  const [, count = "0"] =
    /30 draws of seed 5: (\d+) fail; wrote ar-sim\.fuzz-5\.ar\.yaml/.exec(first.stderr) ?? [];
  const text = readFileSync(join(one, "ar-sim.fuzz-5.ar.yaml"), "utf8");
  expect(text.match(/- name: /g)).toHaveLength(Number(count));
  expect(text).toContain("# ZeroDivisionError: division by zero");
  const rest = (cwd: string): string =>
    readFileSync(join(cwd, "ar-sim.fuzz-5.ar.yaml"), "utf8").replaceAll(cwd, "");
  expect(rest(other)).toBe(rest(one));
  writeFileSync(join(one, "bin/frail.py"), "");
  expect((await runCli(["test", "ar-sim.fuzz-5.ar.yaml"], { cwd: one })).code).toBe(0);
});

it("writes nothing where no draw fails", async () => {
  const cwd = tempFolder({ "default/alert_actions.conf": "[easy]\n", "bin/easy.py": "" });
  const { code, stderr } = await runCli(["test", "--fuzz", "3"], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "3 draws of seed 1: none fails\n" });
  expect(existsSync(join(cwd, "ar-sim.fuzz-1.ar.yaml"))).toBe(false);
});

it("draws nothing for an action that fails on a plain row: SCENARIO_DRAW_UNSOUND", async () => {
  const cwd = tempFolder({
    "default/alert_actions.conf": "[bad]\n",
    "bin/bad.py": "raise SystemExit(3)\n",
  });
  const { stderr } = await runCli(["test", "--fuzz", "3"], { cwd });
  expect(stderr).toContain("[SCENARIO_DRAW_UNSOUND] bad fails on a plain row already");
});

it.each([
  [["--hard"], "--hard needs --init"],
  [["--seed", "2"], "--seed needs --fuzz"],
  [["--init", "--fuzz", "2"], "--init and --fuzz cannot be used together"],
  [["--fuzz", "2", "--network=allow"], "--fuzz and --network cannot be used together"],
])("refuses %j", async (options, message) => {
  const { code, stderr } = await runCli(["test", ...options], { cwd: frailAddon() });
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
