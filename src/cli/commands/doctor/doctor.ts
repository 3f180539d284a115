/** `ar-sim doctor [ACTION]`: will this response show in Incident Review, and if not, why. */
import { jsonText } from "../../../text/json-text.ts";
import { loadAddon } from "../../../addon/load-addon.ts";
import { diagnose } from "../../../doctor.ts";
import { doctorText } from "../../../reporters/transcript/doctor-text.ts";
import type { CommandLine } from "../../command-line/command-page.ts";
import { onlyArgument } from "../../command-line/only-argument.ts";
import { EXIT } from "../../exit-code.ts";
import { onInterrupt } from "../../on-interrupt.ts";
import { openAddonRoot } from "../../open-addon-root.ts";
import { PACKAGE_OPTIONS, pythonRequestOf, TRACE_OPTIONS } from "../../options/addon-options.ts";
import { ENV_OPTIONS } from "../../options/env-options.ts";
import { splunkVersionOf } from "../../options/config-wishes.ts";
import { PARAM_OPTIONS } from "../../options/param-options.ts";
import { fixturesOf, SPLUNKD_OPTIONS } from "../../options/splunkd-options.ts";
import { paintFor } from "../../report/paint-for.ts";
import { DOCTOR_OPTIONS } from "./doctor-page.ts";

export async function doctor(line: CommandLine): Promise<number> {
  const action = onlyArgument("doctor", "action", line);
  const { app, also, "app-id": appId, "follow-links": followLinks } = line.of(PACKAGE_OPTIONS);
  const { json, "splunkd-port": port } = line.of(DOCTOR_OPTIONS);
  const splunkd = line.of(SPLUNKD_OPTIONS);
  await using opened = await openAddonRoot(app);
  const { root, unpackedFrom } = opened;
  const addon = loadAddon(root, { also, appId, unpackedFrom, followLinks });
  const fixtures = await fixturesOf(addon, splunkd);
  const interrupt = onInterrupt();
  const asked = pythonRequestOf(line);
  const diagnosis = await diagnose(addon, {
    action,
    params: line.of(PARAM_OPTIONS).param,
    python: asked.python,
    splunkVersion: asked.splunkVersion ?? (await splunkVersionOf(addon)),
    traceExceptions: line.of(TRACE_OPTIONS)["trace-exceptions"],
    owner: splunkd["as-user"],
    port,
    onUnknownEndpoint: splunkd["on-unknown-endpoint"],
    env: line.of(ENV_OPTIONS).env,
    secretEnv: line.of(ENV_OPTIONS).secret,
    fixtures,
    signal: interrupt.signal,
  });
  interrupt.release();
  if (interrupt.happened()) return EXIT.interrupted;
  process.stdout.write(
    json
      ? `${jsonText(diagnosis, 2)}\n`
      : doctorText(diagnosis, { paint: paintFor(process.stdout), base: process.cwd() }),
  );
  return diagnosis.isShown === false ? EXIT.verdictFailed : EXIT.good;
}
