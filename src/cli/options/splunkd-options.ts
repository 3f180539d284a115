/** The options of `run`, `doctor` and `serve` for what the stand-in for splunkd holds. */
import type { Addon } from "../../addon/addon.ts";
import { findConfig, readFixtures } from "../../addon/config/read-config.ts";
import { mergeFixtures } from "../../splunkd/instance/fixtures/merge-fixtures.ts";
import type { Credential, Fixtures } from "../../splunkd/model/fixtures.ts";
import {
  choice,
  type Option,
  type OptionSet,
  parsed,
  repeatable,
  text,
  usage,
} from "../command-line/option.ts";

export interface SplunkdValues {
  readonly fixtures: string | undefined;
  readonly credential: readonly string[];
  readonly "as-user": string | undefined;
  readonly role: readonly string[];
  readonly "on-unknown-endpoint": "answer" | "warn" | "fail" | undefined;
}

export const SPLUNKD_OPTIONS: OptionSet<SplunkdValues> = {
  fixtures: text(
    "FILE",
    "What the stand-in holds, as JSON or YAML: credentials, users, conf stanzas, KV store rows. Extends `splunkd` in ar-sim.config.json or ar-sim.config.yaml of the add-on.",
  ),
  credential: repeatable(
    "[REALM:]USER[=SECRET]",
    "Adds a credential. Without =SECRET, the secret is in the variable `AR_SIM_SECRET_<USER>`, or ar-sim asks for it.",
  ),
  "as-user": text("NAME", "Runs the search as this user. Default: admin."),
  role: repeatable(
    "ROLE",
    "A role of the user in --as-user. Default: the roles in the fixtures, else user.",
  ),
  "on-unknown-endpoint": choice(
    ["answer", "warn", "fail"],
    "What a request to an endpoint that ar-sim does not emulate means: nothing but a 404 response, also a warning, or also a failure. Default: warn.",
  ),
};

/** The fixtures of ar-sim.config, with those of --fixtures over them, and the options over both. */
export async function fixturesOf(
  addon: Addon | undefined,
  values: SplunkdValues,
): Promise<Fixtures | undefined> {
  const { "as-user": user, role } = values;
  if (user === undefined && role.length > 0) {
    throw usage("--role needs --as-user", { hint: "Add --as-user NAME: the user with this role." });
  }
  const layers = [
    ...(await fromConfig(addon)),
    ...(await fromFile(values.fixtures)),
    ...(await fromCredentials(values.credential)),
  ];
  const fixtures =
    layers.length === 0 ? undefined : layers.reduce((low, high) => mergeFixtures(low, high));
  return user === undefined ? fixtures : withUser(fixtures ?? {}, user, role);
}

async function fromConfig(addon: Addon | undefined): Promise<Fixtures[]> {
  if (addon === undefined) return [];
  const config = await findConfig(addon.root, "splunkd", { bounds: addon.tree.bounds });
  return config?.value === undefined ? [] : [config.value];
}

async function fromFile(file: string | undefined): Promise<Fixtures[]> {
  return file === undefined ? [] : [await readFixtures(file)];
}

async function fromCredentials(texts: readonly string[]): Promise<Fixtures[]> {
  const credentials: Credential[] = [];
  // One question at a time.
  for (const [at, text] of texts.entries()) credentials.push(await credentialOf(text, at + 1));
  return credentials.length === 0 ? [] : [{ credentials }];
}

/** A user of the fixtures keeps what they say; only roles that are given replace theirs. */
function withUser(fixtures: Fixtures, name: string, roles: readonly string[]): Fixtures {
  const known = (fixtures.users ?? []).findLast(
    (candidate) => candidate.name.toLowerCase() === name.toLowerCase(),
  );
  if (known !== undefined && roles.length === 0) return fixtures;
  const user = { ...known, name, roles: roles.length === 0 ? [roleOf(name)] : roles };
  return { ...fixtures, users: [...(fixtures.users ?? []), user] };
}

/** A user named after a role has that role. Others have the role `user`. */
function roleOf(user: string): string {
  return ["admin", "power", "user"].includes(user) ? user : "user";
}

/**
 * `realm:user=secret` or `user=secret`. Without `=`, the secret comes from AR_SIM_SECRET_<USER> or from a prompt, so that
 * it stays out of the shell's history.
 */
async function credentialOf(text: string, number: number): Promise<Credential> {
  const cut = text.indexOf("=");
  const address = cut === -1 ? text : text.slice(0, cut);
  const colon = address.lastIndexOf(":");
  const username = address.slice(colon + 1);
  if (username === "") {
    throw usage(`--credential number ${number} names no user`, {
      hint: "Write --credential [REALM:]USER, and type the secret when ar-sim asks.",
    });
  }
  const password = cut === -1 ? await secretOf(username, number) : text.slice(cut + 1);
  const realm = colon > 0 ? address.slice(0, colon) : undefined;
  return { username, password, realm };
}

/** Tells nothing of what was given: somebody may have written the secret in the place of the user. */
async function secretOf(username: string, number: number): Promise<string> {
  const variable = `AR_SIM_SECRET_${username.toUpperCase().replace(/\W/g, "_")}`;
  // CI sets an empty variable for a secret that it does not have.
  const known = process.env[variable];
  if (known !== undefined && known !== "") return known;
  const { askSecret } = await import("../ask-secret.ts");
  const secret = await askSecret(`secret of --credential number ${number}: `);
  if (secret !== "") return secret;
  const why = process.stdin.isTTY ? "" : ", and there is no terminal to ask at";
  throw usage(`--credential number ${number} has no secret${why}`, {
    hint: "Set AR_SIM_SECRET_<USER>, with the user in capital letters, or write --credential [REALM:]USER=SECRET.",
  });
}

/** An option that is a TCP port. */
export function port(help: string): Option<number | undefined> {
  return parsed("PORT", help, (given, name) => {
    const number = Number(given);
    if (/^\d+$/.test(given) && number <= 65_535) return number;
    throw usage(`${name} must be a port from 0 to 65535, not \`${given}\``, {
      hint: `Write ${name} 8089, or ${name} 0 for a free port.`,
    });
  });
}
