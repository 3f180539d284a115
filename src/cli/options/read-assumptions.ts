/** `--assume NAME=VALUE`: the switches for what nobody outside of Splunk knows. */
import { HarnessError } from "../../errors.ts";
import type { Assumptions } from "../../invocation/assumptions.ts";
import { oneOf, pair } from "./read-options.ts";

type Reader = (option: string, value: string) => Partial<Assumptions>;

const READERS: Readonly<Record<string, Reader>> = {
  "xml-result": (option, value) => ({
    xmlResult: oneOf(option, value, ["omit", "experimental"]) ?? "omit",
  }),
  "multivalue-separator": (_, value) => ({ multivalueSeparator: value }),
  "kill-signal": (option, value) => ({
    killSignal: oneOf(option, value, ["SIGKILL", "SIGTERM"]) ?? "SIGKILL",
  }),
  "killed-code": (option, value) => {
    if (/^[1-9]\d{0,2}$/.test(value)) return { killedCode: Number(value) };
    throw new HarnessError("CLI_USAGE", `${option} takes a number, not \`${value}\``, {
      hint: `Write ${option}=9, for example.`,
    });
  },
  "adhoc-type": (_, value) => ({ adhocType: value }),
  "empty-results": (option, value) => ({
    emptyResults: oneOf(option, value, ["run", "skip"]) ?? "run",
  }),
  extensions: (_, value) => ({ extensions: value.split(",").map((one) => one.trim()) }),
  "cim-actions": (option, value) => ({
    cimActions: oneOf(option, value, ["V5", "V6"]) ?? "V5",
  }),
};

export function readAssumptions(texts: readonly string[]): Partial<Assumptions> {
  let assumed: Partial<Assumptions> = {};
  for (const text of texts) {
    const [name, value] = pair("--assume", text);
    const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
    if (read === undefined) {
      throw new HarnessError("CLI_USAGE", `--assume knows no \`${name}\``, {
        hint: `It knows ${Object.keys(READERS).join(", ")}.`,
      });
    }
    assumed = { ...assumed, ...read(`--assume ${name}`, value) };
  }
  return assumed;
}
