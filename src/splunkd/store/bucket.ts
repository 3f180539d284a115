/** All entities of one kind: several may have one name, in different namespaces. */
import type { Entity } from "../model/entity.ts";

type Slot = Pick<Entity, "app" | "owner" | "sharing">;

/** As those have it who read it; the store alone changes it. */
export interface Bucket {
  named(name: string): readonly Entity[];
  all(): IterableIterator<Entity>;
}

export class OpenBucket implements Bucket {
  readonly #byName = new Map<string, Entity[]>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** What is stored is never changed in its place: who tries, fails. */
  add(entity: Entity): void {
    Object.freeze(Object.freeze(entity).content);
    this.#changed();
    const same = this.#byName.get(entity.name);
    if (same === undefined) this.#byName.set(entity.name, [entity]);
    else {
      const at = same.findIndex((other) => sameSlot(other, entity));
      if (at === -1) same.push(entity);
      else same[at] = entity;
    }
  }

  remove(entity: Entity): void {
    this.set(
      entity.name,
      this.named(entity.name).filter((other) => other !== entity),
    );
  }

  /** In the place of all that have this name. */
  set(name: string, entities: readonly Entity[]): void {
    this.#changed();
    if (entities.length === 0) this.#byName.delete(name);
    else this.#byName.set(name, [...entities]);
  }

  named(name: string): readonly Entity[] {
    return this.#byName.get(name) ?? [];
  }

  *all(): Generator<Entity> {
    for (const same of this.#byName.values()) yield* same;
  }
}

/** Whether two entities of one name stand for the same .conf stanza: same app, and same user or both shared. */
export function sameSlot(one: Slot, other: Slot): boolean {
  return one.app === other.app && slotOwner(one) === slotOwner(other);
}

function slotOwner(entity: Slot): string {
  return entity.sharing === "user" ? entity.owner : "";
}
