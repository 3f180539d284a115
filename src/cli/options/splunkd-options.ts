/** What the stand-in for splunkd is told on the command line, for `run`, `serve` and `test` alike. */
import { findConfig, readFixtures } from "../../addon/config/read-config.ts";
import { HarnessError } from "../../errors.ts";
import { mergeFixtures } from "../../splunkd/instance/fixtures/merge-fixtures.ts";
import type { Credential, Fixtures } from "../../splunkd/model/fixtures.ts";
import { oneOf, type Values } from "./read-options.ts";

export const SPLUNKD_OPTIONS = {
  fixtures: { type: "string" },
  credential: { type: "string", multiple: true },
  "as-user": { type: "string" },
  role: { type: "string", multiple: true },
  "on-unknown-endpoint": { type: "string" },
} as const;

type Given = Values<typeof SPLUNKD_OPTIONS>;

/** Those of ar-sim.config, then of --fixtures, then of the command line. */
export async function fixturesOf(
  addonRoot: string | undefined,
  values: Given,
): Promise<Fixtures | undefined> {
  const config = addonRoot === undefined ? undefined : await findConfig(addonRoot, "splunkd");
  const given: Fixtures[] = config?.value === undefined ? [] : [config.value];
  if (values.fixtures !== undefined) given.push(await readFixtures(values.fixtures));
  const credentials: Credential[] = [];
  // One question at a time.
  for (const text of values.credential ?? []) credentials.push(await credentialOf(text));
  if (credentials.length > 0) given.push({ credentials });
  const user = values["as-user"];
  if (user === undefined && values.role !== undefined) {
    throw new HarnessError("CLI_USAGE", "--role says what a user may do, and no user is named", {
      hint: "Write --as-user NAME beside it.",
    });
  }
  const fixtures =
    given.length === 0 ? undefined : given.reduce((low, high) => mergeFixtures(low, high));
  return user === undefined ? fixtures : withUser(fixtures ?? {}, user, values.role);
}

/** One that the fixtures describe is as they say, but for roles that are given. */
function withUser(
  fixtures: Fixtures,
  name: string,
  roles: readonly string[] | undefined,
): Fixtures {
  const known = (fixtures.users ?? []).findLast(
    (one) => one.name.toLowerCase() === name.toLowerCase(),
  );
  if (known !== undefined && roles === undefined) return fixtures;
  const user = { ...known, name, roles: roles ?? [roleOf(name)] };
  return { ...fixtures, users: [...(fixtures.users ?? []), user] };
}

/** A user called like a role has that role, any other what a plain user has. */
function roleOf(user: string): string {
  return ["admin", "power", "user"].includes(user) ? user : "user";
}

/**
 * `realm:user=secret`, `user=secret`; without `=` the secret comes from AR_SIM_SECRET_<USER>, or is asked for, so that it
 * stays out of the shell's history.
 */
async function credentialOf(text: string): Promise<Credential> {
  const cut = text.indexOf("=");
  const address = cut === -1 ? text : text.slice(0, cut);
  const colon = address.lastIndexOf(":");
  const username = address.slice(colon + 1);
  if (username === "") {
    throw new HarnessError(
      "CLI_USAGE",
      `--credential wants [realm:]user[=secret], but got \`${address}${cut === -1 ? "" : "=…"}\``,
      {
        hint: "Write --credential my_realm:my_user, and give the secret by environment or prompt.",
      },
    );
  }
  const name = `AR_SIM_SECRET_${username.toUpperCase().replace(/\W/g, "_")}`;
  // CI gives an empty variable for a secret that it does not have.
  const password =
    cut === -1 ? process.env[name] || (await ask(username, name)) : text.slice(cut + 1);
  return { username, password, ...(colon > 0 ? { realm: address.slice(0, colon) } : {}) };
}

async function ask(username: string, variable: string): Promise<string> {
  const { askSecret } = await import("../ask-secret.ts");
  const secret = await askSecret(`secret of ${username}: `);
  if (secret !== "") return secret;
  throw new HarnessError(
    "CLI_USAGE",
    `--credential ${username}: there is no secret${process.stdin.isTTY ? "" : ", and no terminal to ask at"}`,
    { hint: `Set ${variable}, or write --credential ${username}=secret.` },
  );
}

export function unknownEndpointOf(values: Given): "answer" | "warn" | "fail" | undefined {
  return oneOf("--on-unknown-endpoint", values["on-unknown-endpoint"], ["answer", "warn", "fail"]);
}

export function portOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new HarnessError("CLI_USAGE", `${option} wants a port, not \`${text}\``, {
    hint: `Write ${option} 8089, or ${option} 0 for a free one.`,
  });
}
