/** The running stand-in as its endpoints know it: the store, the settings, the sessions, and who it is. */
import type { AccessRecord } from "./access-log.ts";
import { type AppEndpoints, appEndpoints } from "./app-endpoints.ts";
import type { Bucket } from "./bucket.ts";
import { content } from "./entity.ts";
import type { EventInbox } from "./event-inbox.ts";
import { HeldReplies } from "./held-replies.ts";
import { seeds } from "./seeds.ts";
import { Sessions } from "./sessions.ts";
import type { Settings } from "./settings.ts";
import { Store } from "./store.ts";
import { Tokens } from "./tokens.ts";
import { rolesWithImports, type User } from "./users.ts";

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

export class Instance {
  readonly settings: Settings;
  readonly store: Store;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly inbox: EventInbox;
  readonly apps: AppEndpoints;
  readonly held: HeldReplies = new HeldReplies();
  readonly fired: FiredAlert[] = [];
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
  webUri: string | undefined;
  readonly startedAt: number;
  /** A GET of our own, as if it had come over the wire; set by who knows all endpoints. */
  ask: (url: string, sessionKey: string) => Promise<OwnAnswer> = () =>
    Promise.reject(new Error("not open yet"));

  constructor(settings: Settings, store: Store, inbox: EventInbox) {
    this.inbox = inbox;
    this.apps = appEndpoints(settings);
    this.settings = settings;
    this.store = store;
    this.startedAt = settings.now();
    this.tokens = new Tokens(settings.now);
    this.sessions = new Sessions(settings);
  }

  /** What server/settings was told, over what it shows. */
  readonly serverSettings: Record<string, string> = {};

  /** Ground: splunkd posts the bulletin message `restart_required` until it was restarted. */
  needsRestart(reason: string): void {
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

  restarted(): void {
    const messages = this.entities("messages");
    for (const message of messages.named("restart_required"))
      this.store.remove("messages", message);
  }

  /** Ground: sids of ad hoc searches are the second they start in, and a counter. */
  nextSid(prefix = ""): string {
    return `${prefix}${Math.floor(this.now() / 1000)}.${this.settings.runs.nextNumber()}`;
  }

  /** Alerts that fired, by the name of their saved search. */
  firedOf(name: string): readonly FiredAlert[] {
    return this.fired.filter((one) => one.savedSearch === name);
  }

  /** Roles of a user with those they import. */
  rolesOf(user: User): readonly string[] {
    return rolesWithImports(this, user.roles);
  }

  now(): number {
    return this.settings.now();
  }

  /** The bucket of a kind with what Splunk, the add-on and the fixtures bring. */
  entities(kind: string): Bucket {
    return this.store.bucket(kind, () => seeds(kind, this));
  }

  /** App ids known here. */
  hasApp(name: string): boolean {
    return name === "system" || name === "-" || this.entities("apps").named(name).length > 0;
  }
}
