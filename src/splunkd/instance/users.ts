/** Who calls: a user with the capabilities of its roles. Inherited roles count. */
import type { Entity } from "../model/entity.ts";
import { effective } from "../model/entity.ts";
import type { Instance } from "./instance.ts";

export interface User {
  readonly name: string;
  readonly roles: readonly string[];
  readonly capabilities: ReadonlySet<string>;
}

export const NOBODY: User = { name: "nobody", roles: [], capabilities: new Set() };

export function findUser(splunkd: Instance, name: string): User | undefined {
  const { revision } = splunkd.store;
  const known = found.get(splunkd);
  const users = known?.revision === revision ? known.users : new Map<string, User | undefined>();
  if (users !== known?.users) found.set(splunkd, { revision, users });
  if (!users.has(name)) users.set(name, lookUp(splunkd, name));
  return users.get(name);
}

/** Each request asks who calls; the answer holds until something is changed. */
const found = new WeakMap<
  Instance,
  { readonly revision: number; readonly users: Map<string, User | undefined> }
>();

function lookUp(splunkd: Instance, name: string): User | undefined {
  const entity = splunkd.entities("users").named(name.toLowerCase())[0];
  if (entity === undefined) return undefined;
  const roles = listOf(entity, "roles");
  let capabilities: ReadonlySet<string> | undefined;
  return {
    name: entity.name,
    roles,
    // Most requests ask for none.
    get capabilities() {
      return (capabilities ??= capabilitiesOf(splunkd, roles));
    },
  };
}

/** Own and imported capabilities of these roles. */
export function capabilitiesOf(splunkd: Instance, roles: readonly string[]): ReadonlySet<string> {
  const all = new Set<string>();
  const seen = new Set<string>();
  const open = [...roles];
  for (let role = open.pop(); role !== undefined; role = open.pop()) {
    if (seen.has(role)) continue;
    seen.add(role);
    const entity = splunkd.entities("roles").named(role)[0];
    if (entity === undefined) continue;
    for (const capability of listOf(entity, "capabilities")) all.add(capability);
    open.push(...listOf(entity, "imported_roles"));
  }
  return all;
}

/** The roles and those they import, as ACLs name them. */
export function rolesWithImports(splunkd: Instance, roles: readonly string[]): readonly string[] {
  const all = new Set<string>();
  const open = [...roles];
  for (let role = open.pop(); role !== undefined; role = open.pop()) {
    if (all.has(role)) continue;
    all.add(role);
    const entity = splunkd.entities("roles").named(role)[0];
    if (entity !== undefined) open.push(...listOf(entity, "imported_roles"));
  }
  return [...all];
}

export function listOf(entity: Entity, key: string): string[] {
  const value = effective(entity)[key];
  return Array.isArray(value) ? value.map(String) : [];
}
