/**
 * INI files of the Python world that lie in add-ons, as pyvenv.cfg, setup.cfg and .bumpversion.cfg.
 * Read through the package `ini`: kept up by npm itself, no dependencies, ISC. Splunk's own .conf is another dialect, see
 * conf/parse-conf.ts.
 */
import { parse } from "ini";

/** The text of a key; that of a key above the first section with the section `""`. Undefined when there is no such text. */
export type IniText = (section: string, key: string) => string | undefined;

export function readIni(text: string): IniText {
  const sections: Readonly<Record<string, unknown>> = parse(text);
  return (section, key) => {
    const keys = section === "" ? sections : own(sections, section);
    const value = own(keys, key);
    return typeof value === "string" ? value : undefined;
  };
}

function own(keys: unknown, key: string): unknown {
  if (typeof keys !== "object" || keys === null || !Object.hasOwn(keys, key)) return undefined;
  return Reflect.get(keys, key);
}
