/** What lies behind the listening sockets. Loaded with the first request: a script that never calls costs nothing. */
import type { ServerResponse } from "node:http";
import type { TLSSocket } from "node:tls";
import type { FastifyInstance } from "fastify";
import { messageOf } from "../host/caught.ts";
import type { Addon } from "../addon/addon.ts";
import { Dispatcher } from "./call/dispatcher.ts";
import type { Family } from "./call/family.ts";
import { HeldAnswers } from "./call/hooks/held.ts";
import type { Recorder } from "./call/hooks/record.ts";
import { addLifecycle } from "./call/lifecycle.ts";
import { composeParts, type PartsGround } from "./compose-parts.ts";
import { groups } from "./endpoints/groups.ts";
import { OfAddon } from "./instance/apps/of-addon.ts";
import { RestError } from "./model/rest-error.ts";
import type { Parts } from "./parts.ts";
import { kvSchema } from "./store/kv/kv-types.ts";
import type { OpenState } from "./store/state/state-file.ts";
import type { Keep } from "./store/state/journal.ts";
import { askInside } from "./wire/ask-inside.ts";
import { refuseEvents, refuseUnserved } from "./wire/http-refusals.ts";
import type { HttpTurns } from "./wire/http-turns.ts";
import { type Message, readAsked } from "./wire/message.ts";
import { type AppPlace, openApp } from "./wire/open-app.ts";
import { BodyReader } from "./wire/read-body.ts";

export interface Core {
  readonly parts: Parts;
  handle(message: Message, response: ServerResponse): void;
  handleHec(message: Message, response: ServerResponse): void;
  takeRaw(head: string, rest: Buffer, socket: TLSSocket): Promise<boolean>;
  /** Writes what is still to be written. */
  close(): Promise<void>;
}

export interface CoreGround extends Omit<PartsGround, "ask" | "saved"> {
  readonly turns: HttpTurns;
  readonly record: Recorder;
  /** What an earlier start left. */
  readonly state: OpenState | undefined;
}

export function openCore({ state, record, turns, ...ground }: CoreGround): Core {
  const parts = composeParts({
    ...ground,
    saved: state?.saved,
    ask: (url, key) =>
      askInside(url, `Splunk ${key}`, (message, response) => dispatcher.handle(message, response)),
  });
  const { store, settings, scheduler } = parts;
  if (state !== undefined) store.journal.keep = keptIn(state);
  parts.apps.onDropped = settings.dropApp;
  if (settings.runsAlerts === true) scheduleOwn(parts);
  store.onConfWrite = (write) => {
    settings.onConfWrite?.(write);
    settings.runs.writeConf(write);
  };
  if (state?.isNew !== false) fillCollections(parts);
  const place: AppPlace = {
    turns,
    bodies: new BodyReader({ ofOne: settings.maxBodyBytes, ofAll: 4 * settings.maxBodyBytes }),
    maxBodyBytes: settings.maxBodyBytes,
    rewriteUrl: ({ target, url = "/" }) => target?.url ?? url,
  };
  const dispatcher = dispatcherOf(place, parts, record);
  let hec: Promise<FastifyInstance> | undefined;
  return {
    parts,
    handle: (message, response) => dispatcher.handle(message, response),
    handleHec(message, response) {
      message.asked = readAsked(message.url);
      hec ??= openHec(place, parts, record);
      hec.then(
        (app) => app.routing(message, response),
        (error: unknown) => {
          hec = undefined;
          parts.faults.add(error);
          refuseEvents(response);
        },
      );
    },
    takeRaw: async (head, rest, socket) =>
      (await import("./wire/take-stream.ts")).takeStream(parts, record)(head, rest, socket),
    async close() {
      scheduler.stop();
      // Whoever is still at work is not answered any more, and its file belongs to the next start.
      store.journal.keep = undefined;
      state?.file.close(() => store.lines());
      await dispatcher.close();
      await (await hec)?.close();
    },
  };
}

function dispatcherOf(place: AppPlace, parts: Parts, record: Recorder): Dispatcher {
  const { apps } = parts;
  const held = new HeldAnswers(parts.store);
  const open = (families: readonly Family[], where: AppPlace = place): Promise<FastifyInstance> =>
    openApp(where, (app) => {
      addLifecycle(app, { parts, held, record, passOn });
      for (const family of families) app.register(family, parts);
    });
  const passOn: Dispatcher["passOn"] = (message, response) => dispatcher.passOn(message, response);
  const ofApps = new OfAddon<Promise<FastifyInstance> | undefined>();
  const dispatcher = new Dispatcher({
    groups: groups.map(({ under, load }) => ({
      under,
      open: async () => open((await load()).families),
    })),
    ofApps: () => ofApps.get(apps.addon, (addon) => addon && openApps(addon, place, open)),
    refuse(error, message, response) {
      parts.faults.add(error);
      refuseUnserved(message, response);
    },
  });
  return dispatcher;
}

async function openApps(
  addon: Addon,
  place: AppPlace,
  open: (families: readonly Family[], where: AppPlace) => Promise<FastifyInstance>,
): Promise<FastifyInstance> {
  const { appFamily, spelledAsPages } = await import("./endpoints/apps/app-family.ts");
  const spelled = spelledAsPages(addon);
  const rewriteUrl = ({ target, url = "/" }: Message): string => (target && spelled(target)) ?? url;
  return open([appFamily(addon)], { ...place, rewriteUrl });
}

async function openHec(place: AppPlace, parts: Parts, record: Recorder): Promise<FastifyInstance> {
  const { addHec, rewriteHecUrl } = await import("./endpoints/hec/add-hec.ts");
  return openApp({ ...place, rewriteUrl: rewriteHecUrl }, (app) => addHec(app, parts, record));
}

/** The searches of apps, each in the name of its owner, or else of whom the stand-in was started for. */
function scheduleOwn({ store, scheduler, users, settings }: Parts): void {
  for (const entity of store.bucket("conf-savedsearches").all()) {
    const user = users.find(entity.owner) ?? users.find(settings.user);
    if (user === undefined) continue;
    const namespace = { owner: user.name, app: entity.app, isExplicit: true };
    scheduler.know(entity, { user, namespace, sessionKey: undefined });
  }
}

/** What cannot be written is not answered as if it were. */
function keptIn({ file }: OpenState): Keep {
  return (lines, all) => {
    try {
      file.append(lines, all);
    } catch (error) {
      throw new RestError(503, messageOf(error));
    }
  };
}

/** Rows that fixtures give: `collection` of the add-on under test, or `app/collection`. */
function fillCollections({ settings, store }: Parts): void {
  const app = settings.addon?.appId ?? "search";
  for (const [name, rows] of Object.entries(settings.fixtures.collections ?? {})) {
    const collection = store.collections.of(name.includes("/") ? name : `${app}/${name}`);
    for (const row of rows) collection.save("nobody", row, kvSchema([]));
  }
  store.journal.commit();
}
