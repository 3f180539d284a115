/** The running stand-in as its endpoints know it: the store, the settings, the sessions, and who it is. */
import type { AccessRecord } from "../call/record/access-log.ts";
import { type AppEndpoints, appEndpoints } from "../endpoints/apps/app-endpoints.ts";
import type { Bucket } from "../store/bucket.ts";
import type { Addon } from "../../addon/addon.ts";
import { composeApps } from "./compose-apps.ts";
import { asBoolean, content, effective } from "../model/entity.ts";
import type { EventInbox } from "../store/event-inbox.ts";
import { HeldReplies } from "../call/held-replies.ts";
import { ModularInputs } from "../handlers/modular-inputs.ts";
import { Scheduler } from "../search/saved/scheduler.ts";
import { seeds } from "../store/seeds/seeds.ts";
import { Sessions } from "../store/sessions.ts";
import type { Settings } from "./settings.ts";
import { Store } from "../store/store.ts";
import { Tokens } from "../store/tokens.ts";
import { findUser, rolesWithImports, type User } from "./users.ts";

/** How long a restart takes, for those who look whether it is over. */
const DOWN_MS = 300;

export interface OwnAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export interface FiredAlert {
  readonly name: string;
  readonly savedSearch: string;
  readonly sid: string;
  readonly actions: string;
  readonly severity: string;
  /** Epoch seconds. */
  readonly time: number;
}

const MOST_FAULTS = 1000;
const MOST_SECRETS = 1000;

export class Instance {
  readonly settings: Settings;
  readonly store: Store;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly secrets: Set<string> = new Set();
  readonly inbox: EventInbox;
  /** The add-on it was started with, and beside it those that were installed since. */
  addon: Addon | undefined;
  /** SPLUNK_HOME of the add-on's handlers, once there is one. */
  handlerHome: string | undefined;
  /** By app id. */
  readonly installed: Map<string, Addon> = new Map<string, Addon>();
  apps: AppEndpoints;
  modularInputs: ModularInputs;
  readonly held: HeldReplies = new HeldReplies();
  readonly fired: FiredAlert[] = [];
  readonly scheduler: Scheduler = new Scheduler();
  /** Lines of splunkd_access.log, for searches of `_internal`. */
  readonly accessLog: AccessRecord[] = [];
  /** Sids of jobs that runs brought along. */
  readonly alertJobs: Set<string> = new Set();
  /** What went wrong in our own code, stack and all. */
  readonly faults: string[] = [];
  /** `https://127.0.0.1:<port>`; known once the port is bound. */
  base = "";
  port = 0;
  hecUri: string | undefined;
  /** Of the page behind results_link. */
  webPort: number | undefined;
  webUri: string | undefined;
  readonly startedAt: number;
  /** A GET of our own, as if it had come over the wire; set by who knows all endpoints. */
  ask: (url: string, sessionKey: string) => Promise<OwnAnswer> = () =>
    Promise.reject(new Error("not open yet"));

  constructor(settings: Settings, store: Store, inbox: EventInbox) {
    this.inbox = inbox;
    this.settings = settings;
    this.addon = settings.addon;
    this.apps = appEndpoints(this.addon);
    this.modularInputs = new ModularInputs(this.addon, settings.runRestScript);
    this.store = store;
    this.startedAt = settings.now();
    this.tokens = new Tokens(settings.now, store);
    this.sessions = new Sessions(settings);
  }

  /** What is to be masked in what is recorded, be it gone by then. */
  sawSecret(text: string): void {
    if (this.secrets.size < MOST_SECRETS) this.secrets.add(text);
  }

  fault(error: unknown): void {
    if (this.faults.length >= MOST_FAULTS) return;
    this.faults.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  /** Ground: splunkd posts the bulletin message `restart_required` until it was restarted. */
  needsRestart(reason: string): void {
    // Not kept: the next start is the restart.
    this.entities("messages").add({
      name: "restart_required",
      app: "system",
      owner: "nobody",
      sharing: "system",
      perms: { read: ["*"], write: ["admin"] },
      content: content({
        "#value": "Splunk must be restarted for changes to take effect.",
        severity: "warn",
        "#reason": reason,
      }),
      updated: this.now(),
    });
  }

  /**
   * Ground: the SDKs of Python, Java and Ruby post `restart_required` themselves, before their call or after it,
   * and wait for it to go; splunk-sdk-ruby's wants a restart to take its time.
   */
  restarted(): void {
    setTimeout(() => this.#isUpAgain(), DOWN_MS).unref();
  }

  #isUpAgain(): void {
    const messages = this.entities("messages").named("restart_required");
    try {
      for (const message of messages) this.store.remove("messages", message);
    } catch (error) {
      // No request waits for it that could be told.
      this.fault(error);
    }
  }

  /** Ground: sids of ad hoc searches are the second they start in, and a counter. */
  nextSid(): string {
    return `${Math.floor(this.now() / 1000)}.${this.settings.runs.nextNumber()}`;
  }

  /** Ground: the Python SDK's suite: with a saved search go the alerts that it fired. */
  forgetFired(name: string): void {
    const left = this.fired.filter((one) => one.savedSearch !== name);
    this.fired.splice(0, this.fired.length, ...left);
  }

  /** Alerts that fired, by the name of their saved search. */
  firedOf(name: string): readonly FiredAlert[] {
    return this.fired.filter((one) => one.savedSearch === name);
  }

  /** Roles of a user with those they import. */
  rolesOf(user: User): readonly string[] {
    return rolesWithImports(this, user.roles);
  }

  /** SPLUNK_HOME as callers are told of it. */
  get home(): string {
    const { isHomeGiven, splunkHome } = this.settings;
    return isHomeGiven ? splunkHome : (this.handlerHome ?? splunkHome);
  }

  now(): number {
    return this.settings.now();
  }

  /** The bucket of a kind with what Splunk, the add-on and the fixtures bring. */
  entities(kind: string): Bucket {
    return this.store.bucket(kind, () => seeds(kind, this));
  }

  /** After an app came, went, or was switched on or off: its layers and endpoints with it. */
  appsChanged(): void {
    const apps = this.entities("apps");
    const addon = composeApps(this.settings.addon, this.installed, (name) =>
      apps.named(name).some((entity) => !asBoolean(effective(entity)["disabled"])),
    );
    if (addon === this.addon) return;
    this.addon = addon;
    this.apps = appEndpoints(addon);
    this.modularInputs = new ModularInputs(addon, this.settings.runRestScript);
    this.store.seedAgain(
      (kind) => kind.startsWith("conf-") || ["indexes", "roles", "lookup-files"].includes(kind),
      (kind) => seeds(kind, this),
      (app) => this.hasApp(app),
    );
  }

  /** Ground: splunk-sdk-ruby's test_url_encoding_of_characters_in_usernames, for the text and that it goes before the app. */
  hasUser(name: string): boolean {
    return name === "nobody" || name === "-" || findUser(this, name) !== undefined;
  }

  /** App ids known here. */
  hasApp(name: string): boolean {
    return name === "system" || name === "-" || this.entities("apps").named(name).length > 0;
  }
}
