/** Opens the page: the server, what it holds in memory, and its routes. */
import type { FastifyInstance } from "fastify";
import type { Addon } from "../addon/addon.ts";
import type { RunSettings } from "./state/run-settings.ts";
import { sendAlert } from "../sendalert.ts";
import { Notables } from "./state/notables.ts";
import { type Ask, Runs } from "./state/runs.ts";
import { openServer } from "./server/open-server.ts";
import { addonRoutes } from "./routes/addon-routes.ts";
import { savedRoutes } from "./routes/saved-routes.ts";
import { searchRoutes } from "./routes/search-routes.ts";
import { withSavedAlert } from "./state/saved-alert.ts";
import { notableRoutes, respondRoutes } from "./routes/notable-routes.ts";
import { runRoutes } from "./routes/run-routes.ts";

export interface UiOptions {
  /** Reads the add-on as it is now: its files may have changed. */
  load(): Addon;
  settings(addon: Addon): Promise<RunSettings>;
  /** 0: any free port. */
  readonly port: number;
}

export interface Ui extends AsyncDisposable {
  /** The address with its token. */
  readonly url: string;
  readonly port: number;
  readonly app: FastifyInstance;
}

export async function openUi({ load, settings, port }: UiOptions): Promise<Ui> {
  const notables = new Notables(Date.now() / 1000);
  const runs = new Runs((ask, signal) => work(load(), settings, ask, signal));
  const ending = new AbortController();
  const world = { load, settings, notables, runs, closing: ending.signal };
  const server = await openServer(port, (app) => {
    notableRoutes(app, world);
    respondRoutes(app, world);
    runRoutes(app, world);
    searchRoutes(app, world);
    savedRoutes(app, world);
    addonRoutes(app, world);
  });
  return {
    url: server.url,
    port: server.port,
    app: server.app,
    async [Symbol.asyncDispose]() {
      ending.abort();
      await runs[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** The fence lets a script reach nothing, unless a click has named the hosts. */
async function work(
  addon: Addon,
  settings: UiOptions["settings"],
  { action, params, mode, rows, isLetOut, saved }: Ask,
  signal: AbortSignal,
) {
  const given = await settings(addon);
  if (saved !== undefined) {
    const laid = withSavedAlert(addon, action, saved, params);
    const rowSpec = { kind: "rows" as const, rows };
    const trigger = { action, savedSearch: saved.name, rows: rowSpec, signal };
    return sendAlert(laid, { ...given, network: "deny", ...trigger });
  }
  return sendAlert(addon, {
    ...given,
    network: isLetOut ? given.network : "deny",
    action,
    params,
    mode,
    rows: { kind: "rows", rows },
    signal,
  });
}
