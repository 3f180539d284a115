/** `ar-sim doctor [ACTION]`: will this response show in Incident Review, and if not, why. */
import { loadAddon } from "../../addon/load-addon.ts";
import { diagnose } from "../../doctor.ts";
import { HarnessError } from "../../errors.ts";
import { doctorText } from "../../reporters/transcript/doctor-text.ts";
import { EXIT } from "../exit-code.ts";
import { onInterrupt } from "../on-interrupt.ts";
import { openAddonRoot } from "../open-addon-root.ts";
import { defined, environment } from "../options/option-values.ts";
import { paintFor } from "../report/paint-for.ts";
import { readParams } from "../options/param-option.ts";
import { readOptions } from "../options/read-options.ts";
import {
  fixturesOf,
  portOf,
  SPLUNKD_OPTIONS,
  unknownEndpointOf,
} from "../options/splunkd-options.ts";

export async function doctor(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions("doctor", argv, {
    app: { type: "string" },
    "app-id": { type: "string" },
    also: { type: "string", multiple: true },
    python: { type: "string" },
    param: { type: "string", multiple: true, short: "p" },
    ...SPLUNKD_OPTIONS,
    "splunkd-port": { type: "string" },
    env: { type: "string", multiple: true },
    json: { type: "boolean" },
  } as const);
  const [action, more] = positionals;
  if (more !== undefined) {
    throw new HarnessError("CLI_USAGE", `one action at a time, but got: ${positionals.join(" ")}`, {
      hint: "Call `ar-sim doctor` once for each.",
    });
  }
  await using opened = await openAddonRoot(values.app);
  const appId = values["app-id"];
  const addon = loadAddon(opened.root, {
    also: values.also ?? [],
    unpackedFrom: opened.unpackedFrom,
    ...(appId === undefined ? {} : { appId }),
  });
  const fixtures = await fixturesOf(addon.root, values);
  const interrupt = onInterrupt();
  const diagnosis = await diagnose(
    addon,
    defined({
      action,
      params: readParams(values.param ?? []),
      python: values.python,
      owner: values["as-user"],
      port: portOf("--splunkd-port", values["splunkd-port"]),
      onUnknownEndpoint: unknownEndpointOf(values),
      env: environment(values.env ?? []),
      fixtures,
      signal: interrupt.signal,
    }),
  );
  interrupt.release();
  if (interrupt.happened()) return EXIT.interrupted;
  process.stdout.write(
    values.json === true
      ? `${JSON.stringify(diagnosis, null, 2)}\n`
      : doctorText(diagnosis, { paint: paintFor(process.stdout), base: process.cwd() }),
  );
  return diagnosis.isShown === false ? EXIT.verdictFailed : EXIT.good;
}
