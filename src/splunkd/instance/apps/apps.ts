/** The apps there are: the add-on it was started with, those beside it, and those that were installed since. */
import type { Addon } from "../../../addon/addon.ts";
import { loadAddonFromTree } from "../../../addon/load-addon.ts";
import { asBoolean, effective } from "../../model/entity.ts";
import type { Store } from "../../store/store.ts";
import { composeApps, composeFirst } from "./compose-apps.ts";

/** Kinds of entities that apps bring on disk, beside the stanzas of their .conf files. */
const BROUGHT: ReadonlySet<string> = new Set(["indexes", "roles", "lookup-files"]);

export class Apps {
  /** By app id. */
  readonly installed: Map<string, Addon> = new Map();
  /** Told of an app whose files nobody needs any more. */
  onDropped: ((addon: Addon) => void) | undefined;
  readonly #first: Addon | undefined;
  readonly #store: Store;
  #addon: Addon | undefined;
  /** By app. */
  readonly #views = new Map<string, Addon>();

  constructor(first: Addon | undefined, store: Store) {
    this.#first = first;
    this.#store = store;
    this.#addon = composeFirst(first);
  }

  /** All that are switched on as one value. */
  get addon(): Addon | undefined {
    return this.#addon;
  }

  /** Each of them, the add-on that all is about first. */
  get all(): readonly Addon[] {
    return this.#addon === undefined ? [] : [this.#addon, ...this.#addon.also];
  }

  /**
   * What a search in an app knows: all that the app has, and what the others export. Guess: a search in an app without
   * files here, such as Splunk's own, is one about the add-on, and so knows what that one knows.
   */
  seenFrom(name: string): Addon | undefined {
    const base = this.named(name) ?? this.#addon;
    if (base === undefined || this.all.length === 1) return base;
    const known = this.#views.get(base.appId);
    if (known !== undefined) return known;
    const others = this.all.filter((app) => app !== base);
    const view = loadAddonFromTree(base.tree, others, base.appId);
    this.#views.set(base.appId, view);
    return view;
  }

  /** One of them; an app of Splunk's own, or of fixtures, is nothing that could be read. */
  named(name: string): Addon | undefined {
    return this.all.find(({ appId }) => appId === name);
  }

  /** Whether there is an app of this name, be it one of Splunk's own. */
  has(name: string): boolean {
    return name === "system" || name === "-" || this.#store.bucket("apps").named(name).length > 0;
  }

  /**
   * So that the coming or going of an app can be taken back, with the app on its disk, and that what it had there goes once
   * it cannot. Call it before the store is told.
   */
  rememberFor(name: string): void {
    const before = this.installed.get(name);
    this.#store.journal.afterCommit(() => {
      if (before !== undefined && this.installed.get(name) !== before) this.onDropped?.(before);
    });
    this.#store.journal.onUndo(() => {
      if (before === undefined) this.installed.delete(name);
      else this.installed.set(name, before);
      this.changed();
    });
  }

  /** After an app came, went, or was switched on or off: what lies on its disk comes and goes with it. */
  changed(): void {
    const apps = this.#store.bucket("apps");
    const addon = composeApps(this.#first, this.installed, (name) =>
      apps.named(name).some((entity) => !asBoolean(effective(entity)["disabled"])),
    );
    if (addon === this.#addon) return;
    this.#addon = addon;
    this.#views.clear();
    this.#store.seedAgain(
      (kind) => kind.startsWith("conf-") || BROUGHT.has(kind),
      (app) => this.has(app),
    );
  }
}
