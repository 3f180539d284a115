/** Users with the roles and capabilities that they come to. Inherited ones count. */
import { timingSafeEqual } from "node:crypto";
import { defaultCapabilities } from "../../platforms/shipped-roles.ts";
import { asText, effective, type Entity } from "../model/entity.ts";
import { DEFAULT_PASSWORD } from "../model/fixtures.ts";
import type { Store } from "../store/store.ts";
import type { Settings } from "./settings.ts";

export interface User {
  readonly name: string;
  readonly roles: readonly string[];
  /** The roles and those they import, as ACLs name them. */
  readonly allRoles: readonly string[];
  readonly capabilities: ReadonlySet<string>;
}

export const NOBODY: User = { name: "nobody", roles: [], allRoles: [], capabilities: new Set() };

/**
 * Whose token a handler with passSystemAuth gets. Ground: restmap.conf.spec, `passSystemAuth`. Guess: it may do what
 * administrators may, nobody logs in as it, and no list of users has it.
 */
export const SYSTEM_USER = "splunk-system-user";

export class Users {
  readonly #store: Store;
  readonly #isExposed: boolean;
  /** What every role has. */
  readonly #given: readonly string[];
  /** Each request asks who calls; the answer holds until something is changed. */
  #revision = -1;
  readonly #known = new Map<string, User | undefined>();

  constructor(store: Store, { isExposed, profile }: Pick<Settings, "isExposed" | "profile">) {
    this.#store = store;
    this.#isExposed = isExposed;
    this.#given = defaultCapabilities(profile);
  }

  find(name: string): User | undefined {
    const { revision } = this.#store;
    if (revision !== this.#revision) this.#known.clear();
    this.#revision = revision;
    if (!this.#known.has(name)) this.#known.set(name, this.#lookUp(name));
    return this.#known.get(name);
  }

  /**
   * Whether it can stand as the owner in a path. Ground: splunk-sdk-ruby's test_url_encoding_of_characters_in_usernames, for
   * the text and that it goes before the app.
   */
  isOwner(name: string): boolean {
    return name === "nobody" || name === "-" || this.find(name) !== undefined;
  }

  /** The user of this name, in any case, where the password is the right one. */
  checkPassword(name: string, password: string): User | undefined {
    const entity = this.#store.bucket("users").named(name.toLowerCase())[0];
    if (entity === undefined || password === "" || this.isPublic(password)) return undefined;
    const known = Buffer.from(asText(entity.content["#password"]));
    const given = Buffer.from(password);
    const isRight = known.length === given.length && timingSafeEqual(known, given);
    return isRight ? this.find(entity.name) : undefined;
  }

  /** Everybody knows it, so it opens nothing where others reach. */
  isPublic(password: string): boolean {
    return this.#isExposed && password === DEFAULT_PASSWORD;
  }

  /** The roles and those they import, each once. */
  withImports(roles: readonly string[]): readonly string[] {
    const all = new Set<string>();
    const open = [...roles];
    for (let role = open.pop(); role !== undefined; role = open.pop()) {
      if (all.has(role)) continue;
      all.add(role);
      const [entity] = this.#store.bucket("roles").named(role);
      if (entity !== undefined) open.push(...listOf(entity, "imported_roles"));
    }
    return [...all];
  }

  /** Own and imported capabilities of these roles. */
  capabilitiesOf(roles: readonly string[]): ReadonlySet<string> {
    const all = new Set<string>();
    for (const role of this.withImports(roles)) {
      const [entity] = this.#store.bucket("roles").named(role);
      if (entity === undefined) continue;
      for (const name of listOf(entity, "capabilities")) all.add(name);
      // A list that was written through REST does not show what every role has, and it is in force at once.
      if ("capabilities" in entity.content) for (const name of this.#given) all.add(name);
    }
    return all;
  }

  /** The roles that have one of these capabilities, their own or by a role that they import. */
  rolesWith(capabilities: readonly string[]): string[] {
    const roles = [...this.#store.bucket("roles").all()].map(({ name }) => name);
    return roles.filter((role) => {
      const capable = this.capabilitiesOf([role]);
      return capabilities.some((capability) => capable.has(capability));
    });
  }

  #lookUp(name: string): User | undefined {
    const [entity] = this.#store.bucket("users").named(name.toLowerCase());
    if (entity === undefined && name !== SYSTEM_USER) return undefined;
    const roles = entity === undefined ? ["admin"] : listOf(entity, "roles");
    let capabilities: ReadonlySet<string> | undefined;
    let allRoles: readonly string[] | undefined;
    const capable = (): ReadonlySet<string> => (capabilities ??= this.capabilitiesOf(roles));
    const withImports = (): readonly string[] => (allRoles ??= this.withImports(roles));
    return {
      name: entity?.name ?? name,
      roles,
      // Most requests ask for neither.
      get allRoles() {
        return withImports();
      },
      get capabilities() {
        return capable();
      },
    };
  }
}

export function listOf(entity: Entity, key: string): string[] {
  const value = effective(entity)[key];
  return Array.isArray(value) ? value.map(String) : [];
}
