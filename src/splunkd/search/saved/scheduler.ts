/**
 * Runs the saved searches that were made or changed through the API when they are due; the add-on's own only where alerts
 * are to run, since else `run` and `test` are for them. Ground: savedsearches.conf.spec, `enableSched`, `is_scheduled`,
 * `cron_schedule`.
 */
import { messageOf } from "../../../host/caught.ts";
import { sameSlot } from "../../store/bucket.ts";
import type { Faults } from "../../store/faults.ts";
import type { Store } from "../../store/store.ts";
import type { Asker } from "../asker.ts";
import { asBoolean, asText, effective, type Entity, entityId } from "../../model/entity.ts";

const MINUTE = 60_000;
const KIND = "conf-savedsearches";

export interface SchedulerParts {
  readonly store: Store;
  now(): number;
  readonly faults: Faults;
  run(entity: Entity, asker: Asker): Promise<unknown>;
}

export class Scheduler {
  /** By id, with the one who made or changed them last: in whose name they run. */
  readonly #known = new Map<string, { readonly entity: Entity; readonly asker: Asker }>();
  readonly #parts: SchedulerParts;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
  }

  /** After it was made or changed. */
  know(entity: Entity, asker: Asker): void {
    this.#known.set(entityId(KIND, entity), { entity, asker });
    this.#wait();
  }

  forget(entity: Entity): void {
    this.#known.delete(entityId(KIND, entity));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#known.clear();
  }

  /** Runs what comes due from `from` until before `to`, in epoch seconds. */
  async runDue(from: number, to: number): Promise<void> {
    const begun = new Set<Entity>();
    for (const [id, known] of this.#known) {
      const entity = this.#current(known.entity);
      // It went with its app, or is known under the place that it was moved to.
      if (entity === undefined || begun.has(entity)) {
        this.#known.delete(id);
        continue;
      }
      begun.add(entity);
      if (await isDue(entity, from, to)) await this.#run(entity, known.asker);
    }
  }

  async #run(entity: Entity, asker: Asker): Promise<void> {
    const namespace = { ...asker.namespace, app: entity.app };
    try {
      await this.#parts.run(entity, { ...asker, namespace });
    } catch (error) {
      // Ground: a scheduled search that cannot run is told of in splunkd.log, and is tried again.
      this.#parts.faults.add(`${entity.name}: ${messageOf(error)}`);
    }
  }

  #wait(): void {
    if (this.#timer !== undefined || this.#known.size === 0) return;
    const now = this.#parts.now();
    const next = (Math.floor(now / MINUTE) + 1) * MINUTE;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const due = next / 1000;
      void this.runDue(due, due + 60).finally(() => this.#wait());
    }, next - now);
    this.#timer.unref();
  }

  /** What stands in its place now: an app that comes or goes has all of its kind made anew. */
  #current(entity: Entity): Entity | undefined {
    return this.#parts.store
      .bucket(KIND)
      .named(entity.name)
      .find((candidate) => sameSlot(candidate, entity));
  }
}

async function isDue(entity: Entity, from: number, to: number): Promise<boolean> {
  const settings = effective(entity);
  const isScheduled = asBoolean(settings["is_scheduled"] ?? settings["enableSched"]);
  if (!isScheduled || asBoolean(settings["disabled"])) return false;
  const cron = asText(settings["cron_schedule"]);
  const { scheduledTimes } = await import("./scheduled-times.ts");
  try {
    return scheduledTimes(cron, String(from), String(to - 1), from, 1).length > 0;
  } catch {
    // A schedule that none can read is never due.
    return false;
  }
}
