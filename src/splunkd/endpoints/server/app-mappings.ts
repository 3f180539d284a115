/** Stanzas of serverclass.conf that map apps to server classes. Ground: serverclass.conf.spec, `[serverClass:<name>:app:<app>]`. */
import type { Entity } from "../../model/entity.ts";
import type { Parts } from "../../parts.ts";

export const SERVER_CLASSES = "conf-serverclass";

const MAPPING = /^serverClass:([^:]+):app:(.+)$/s;

type Stanzas = Pick<Parts, "store">;

export interface Mapping {
  readonly entity: Entity;
  /** Stanza of the class. */
  readonly of: string;
  readonly app: string;
}

export function appMappings({ store }: Stanzas): readonly Mapping[] {
  return [...store.bucket(SERVER_CLASSES).all()].flatMap((entity) => {
    const [, serverClass, app] = MAPPING.exec(entity.name) ?? [];
    if (serverClass === undefined || app === undefined) return [];
    return [{ entity, of: `serverClass:${serverClass}`, app }];
  });
}

export function dropMapping({ store }: Stanzas, { entity }: Mapping): void {
  store.remove(SERVER_CLASSES, entity);
}
