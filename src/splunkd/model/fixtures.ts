/** What a user writes for the stand-in to hold from its start. */

/** Password of `admin` and of users that are given none. Ground: the one that Splunk's own test suites log in with. */
export const DEFAULT_PASSWORD = "Chang3d!";

export interface Fixtures {
  readonly credentials?: readonly Credential[] | undefined;
  readonly users?: readonly UserFixture[] | undefined;
  readonly roles?: readonly RoleFixture[] | undefined;
  readonly apps?: readonly string[] | undefined;
  readonly conf?:
    | Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>
    | undefined;
  /** Rows by app/collection. */
  readonly collections?:
    | Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
    | undefined;
  /** Accounts of a UCC add-on: tab → name → fields, secrets in clear. */
  readonly accounts?:
    | Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>
    | undefined;
  /** Settings of a UCC add-on: tab → fields. */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  readonly messages?:
    | readonly {
        readonly name: string;
        readonly value: string;
        readonly severity?: string | undefined;
      }[]
    | undefined;
  readonly hecTokens?:
    | readonly {
        readonly name: string;
        readonly token: string;
        readonly index?: string | undefined;
        readonly sourcetype?: string | undefined;
        readonly useAck?: boolean | undefined;
      }[]
    | undefined;
  readonly indexes?: readonly string[] | undefined;
}

export interface Credential {
  readonly realm?: string | undefined;
  readonly username: string;
  readonly password: string;
  readonly app?: string | undefined;
  readonly owner?: string | undefined;
}

export interface UserFixture {
  readonly name: string;
  readonly password?: string | undefined;
  readonly roles: readonly string[];
  readonly email?: string | undefined;
  readonly realname?: string | undefined;
}

export interface RoleFixture {
  readonly name: string;
  readonly capabilities: readonly string[];
  readonly importedRoles?: readonly string[] | undefined;
}
