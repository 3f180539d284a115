/** A write through the REST API, laid into local/ of the sandbox, where scripts that read the files find it. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseConf } from "../../conf/parse-conf.ts";

export interface LocalWrite {
  readonly conf: string;
  readonly app: string;
  /** `nobody`, or whose private object it is. */
  readonly owner: string;
  readonly stanza: string;
  /** undefined: the stanza goes. */
  readonly settings: Readonly<Record<string, string>> | undefined;
}

/** Names come from a script: one that would lead out of its folder, or its line, is not written. */
const PLAIN = /^[\w.\- ]+$/;

export function writeLocalConf(splunkHome: string, write: LocalWrite): void {
  const { conf, app, owner, stanza, settings } = write;
  if (![conf, app, owner].every((name) => PLAIN.test(name) && !/^\.+$/.test(name))) return;
  if (/[\r\n]/.test(stanza)) return;
  const folder = app === "system" ? "etc/system" : `etc/apps/${app}`;
  const home = owner === "nobody" ? folder : `etc/users/${owner}/${app}`;
  const file = join(splunkHome, home, "local", `${conf}.conf`);
  mkdirSync(dirname(file), { recursive: true });
  if (settings === undefined) {
    removeStanza(file, stanza);
    return;
  }
  const lines = Object.entries(settings)
    .filter(([key]) => !/[\r\n]/.test(key))
    .map(([key, value]) => `${key} = ${folded(value)}`);
  // A stanza that comes again is merged, setting by setting, the later one winning.
  appendFileSync(file, `[${stanza}]\n${lines.map((line) => `${line}\n`).join("")}\n`);
}

/** A value of several lines goes on behind a backslash. */
function folded(value: string): string {
  return value.replace(/\r?\n/g, "\\\n");
}

function removeStanza(file: string, stanza: string): void {
  if (!existsSync(file)) return;
  const left = parseConf(readFileSync(file), file).stanzas.filter(({ name }) => name !== stanza);
  const text = left.map(({ name, settings }) => {
    const lines = settings.map(({ key, value }) => `${key} = ${folded(value)}\n`);
    return `[${name}]\n${lines.join("")}\n`;
  });
  writeFileSync(file, text.join(""));
}
