/**
 * Reads INI files of the Python world that add-ons contain: pyvenv.cfg, setup.cfg and .bumpversion.cfg.
 * The package `ini` does it: maintained by npm, no dependencies, ISC. Splunk's .conf is another dialect: see conf/parse-conf.ts.
 */
import { parse } from "ini";

/** The value of a key if it is a string. The section `""` is for keys above the first section. */
export type IniText = (section: string, key: string) => string | undefined;

export function readIni(text: string): IniText {
  const sections: Readonly<Record<string, unknown>> = parse(text);
  return (section, key) => {
    const keys = section === "" ? sections : ownValue(sections, section);
    const value = ownValue(keys, key);
    return typeof value === "string" ? value : undefined;
  };
}

function ownValue(keys: unknown, key: string): unknown {
  if (typeof keys !== "object" || keys === null || !Object.hasOwn(keys, key)) return undefined;
  return Reflect.get(keys, key);
}
