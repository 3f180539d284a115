/**
 * What a user writes for the stand-in to hold, checked before anything starts: credentials, users, roles, stanzas, rows.
 * A secret may be `{ "env": "NAME" }`, so that no file has to hold it.
 */
import { HarnessError } from "../../errors.ts";
import type { Fixtures } from "../model/fixtures.ts";

const TEXT = "a text";
const LIST = "a list of texts";
const SECRET = "a text, or { env: NAME }";

type Check = (value: unknown, at: string) => unknown;

export interface FixtureSource {
  /** Named in errors. */
  readonly file: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function readFixtures(given: unknown, source: FixtureSource): Fixtures {
  const fail = (at: string, what: string, hint: string): never => {
    throw new HarnessError("SPLUNKD_BAD_FIXTURE", `${at} ${what}`, {
      hint,
      where: { file: source.file, key: at },
    });
  };
  const plain: Check = (value, at) => {
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    return fail(at, "is no text", "Write a text, a number or true/false.");
  };
  const secret: Check = (value, at) => {
    const name =
      typeof value === "object" && value !== null ? (value as { env?: unknown }).env : undefined;
    if (typeof name !== "string") return plain(value, at);
    return (
      source.env[name] ??
      fail(at, `wants the variable ${name}, which is not set`, `Set ${name}, or write the value.`)
    );
  };
  const list =
    (item: Check): Check =>
    (value, at) => {
      if (!Array.isArray(value)) return fail(at, "is no list", "Write a list: [ … ].");
      return value.map((one, number) => item(one, `${at}[${number}]`));
    };
  const map =
    (item: Check): Check =>
    (value, at) => {
      const entries = Object.entries(objectOf(value, at, fail));
      return Object.fromEntries(entries.map(([key, one]) => [key, item(one, `${at}.${key}`)]));
    };
  /** `required`: and what it is. */
  const record =
    (fields: Readonly<Record<string, Check>>, required: Readonly<Record<string, string>>): Check =>
    (value, at) => {
      const entries = Object.entries(objectOf(value, at, fail));
      for (const [name, kind] of Object.entries(required)) {
        if (!entries.some(([key]) => key === name))
          fail(at, `has no ${name}`, `Add \`${name}\` to it: ${kind}.`);
      }
      return Object.fromEntries(
        entries.map(([key, one]) => {
          const check = Object.hasOwn(fields, key) ? fields[key] : undefined;
          const known = Object.keys(fields).join(", ");
          return [
            key,
            check?.(one, `${at}.${key}`) ??
              fail(`${at}.${key}`, "is not known here", `Known are ${known}.`),
          ];
        }),
      );
    };
  const texts = list(plain);
  const shape = record(
    {
      credentials: list(
        record(
          { realm: plain, username: plain, password: secret, app: plain, owner: plain },
          { username: TEXT, password: SECRET },
        ),
      ),
      users: list(
        record(
          { name: plain, password: secret, roles: texts, email: plain, realname: plain },
          { name: TEXT, roles: LIST },
        ),
      ),
      roles: list(
        record(
          { name: plain, capabilities: texts, importedRoles: texts },
          { name: TEXT, capabilities: LIST },
        ),
      ),
      apps: texts,
      indexes: texts,
      conf: map(map(map(plain))),
      collections: map(list((value, at) => objectOf(value, at, fail))),
      accounts: map(map(map(secret))),
      settings: map(map(secret)),
      messages: list(
        record({ name: plain, value: plain, severity: plain }, { name: TEXT, value: TEXT }),
      ),
      hecTokens: list(
        record(
          {
            name: plain,
            token: secret,
            index: plain,
            sourcetype: plain,
            useAck: (value) => value === true,
          },
          { name: TEXT, token: SECRET },
        ),
      ),
    },
    {},
  );
  return shape(given, "splunkd") as Fixtures;
}

function objectOf(
  value: unknown,
  at: string,
  fail: (at: string, what: string, hint: string) => never,
): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  return fail(at, "is no object", "Write name: value pairs.");
}
