/**
 * `npm run trial`: each odd add-on with each command that reads add-ons, and what went wrong. Each is let run to its end,
 * and ended by each signal after a second. `TRIAL=pipe npm run trial` tries those with this word in their name.
 */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeOddAddon, ODDITIES } from "./odd-add-ons.ts";
import { COMMANDS, type TriedCase, tryCommand } from "./try-command.ts";

const ENDINGS: readonly Pick<TriedCase, "signal" | "signalAfterMs">[] = [
  {},
  { signal: "SIGINT", signalAfterMs: 1000 },
  { signal: "SIGTERM", signalAfterMs: 1000 },
];

const wanted = process.env["TRIAL"] ?? "";
const names = Object.keys(ODDITIES).filter((name) => name.includes(wanted));
const root = mkdtempSync(join(tmpdir(), "trial-"));
let wrong = 0;
let tried = 0;
let slowest = 0;
let largest = 0;
try {
  for (const [at, name] of names.entries()) {
    const folder = join(root, `odd${at}`);
    const scenario = join(root, `scenario${at}`, "ar-sim.test.yaml");
    mkdirSync(join(root, `scenario${at}`));
    writeFileSync(scenario, `addon: ${folder}\ncases:\n  - name: runs\n    given: { action: m }\n`);
    await makeOddAddon(folder, name);
    for (const [command, ending] of COMMANDS.flatMap((one) =>
      ENDINGS.map((by) => [one, by] as const),
    )) {
      const trial = await tryCommand(command, { folder, scenario, ...ending });
      tried += 1;
      slowest = Math.max(slowest, trial.seconds);
      largest = Math.max(largest, trial.peakBytes ?? 0);
      if (trial.faults.length === 0 && process.env["TRIAL_ALL"] === undefined) continue;
      if (trial.faults.length > 0) wrong += 1;
      const figures = `${trial.seconds.toFixed(1)} s, ${Math.round((trial.peakBytes ?? 0) / 2 ** 20)} MiB`;
      process.stdout.write(
        `${name} / ${command} ${ending.signal ?? ""}: ${trial.faults.join(", ") || "well"} (${figures}, exit ${trial.code ?? trial.signal})\n${trial.output.slice(-600)}\n`,
      );
    }
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
process.stdout.write(
  `${wrong} of ${tried} trials went wrong; the slowest took ${slowest.toFixed(1)} s, the largest had ${Math.round(largest / 2 ** 20)} MiB\n`,
);
process.exitCode = wrong === 0 ? 0 : 1;
