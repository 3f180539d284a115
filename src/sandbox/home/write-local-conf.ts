/** Lays a write through the REST API into local/ of the sandbox, for scripts that read the .conf files. */
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { faultOf } from "../../host/files/file-fault.ts";
import { linkBounds } from "../../host/files/link-bounds.ts";
import { readRegular } from "../../host/files/read-regular.ts";
import { parseConf } from "../../conf/parse-conf.ts";

export interface LocalWrite {
  readonly conf: string;
  readonly app: string;
  /** `nobody`, or the user whose private object it is. */
  readonly owner: string;
  readonly stanza: string;
  /** undefined removes the stanza. */
  readonly settings: Readonly<Record<string, string>> | undefined;
}

/** Names come from a script. A name that leads out of its folder or line is not written. */
const PLAIN = /^[\w.\- ]+$/;

export function writeLocalConf(splunkHome: string, write: LocalWrite): void {
  const { conf, app, owner, stanza, settings } = write;
  if (![conf, app, owner].every((name) => PLAIN.test(name) && !/^\.+$/.test(name))) return;
  if (/[\r\n]/.test(stanza)) return;
  const folder = app === "system" ? "etc/system" : `etc/apps/${app}`;
  const home = owner === "nobody" ? folder : `etc/users/${owner}/${app}`;
  const file = join(splunkHome, home, "local", `${conf}.conf`);
  mkdirSync(dirname(file), { recursive: true });
  // A script may have put a pipe there, and writing would wait for its reader.
  if (faultOf(file, Number.POSITIVE_INFINITY, linkBounds(splunkHome)) !== undefined) return;
  if (settings === undefined) {
    removeStanza(file, stanza);
    return;
  }
  const lines = Object.entries(settings)
    .filter(([key]) => !/[\r\n]/.test(key))
    .map(([key, value]) => `${key} = ${folded(value)}`);
  // A stanza may be there twice. Then the later setting counts.
  appendFileSync(file, `[${stanza}]\n${lines.map((line) => `${line}\n`).join("")}\n`);
}

/** A value of several lines has a backslash at the end of each but the last. */
function folded(value: string): string {
  return value.replace(/\r?\n/g, "\\\n");
}

function removeStanza(file: string, stanza: string): void {
  if (!existsSync(file)) return;
  const { stanzas, problems } = parseConf(readRegular(file), file);
  // What cannot be read whole must not be written anew.
  if (problems.some(({ code }) => code === "CONF_UNREADABLE")) return;
  const left = stanzas.filter(({ name }) => name !== stanza);
  const text = left.map(({ name, settings }) => {
    const lines = settings.map(({ key, value }) => `${key} = ${folded(value)}\n`);
    return `[${name}]\n${lines.join("")}\n`;
  });
  writeFileSync(file, text.join(""));
}
