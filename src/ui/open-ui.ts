/** Opens the page: the server, what it holds in memory, and its routes. */
import type { FastifyInstance } from "fastify";
import type { Addon } from "../addon/addon.ts";
import type { RunSettings } from "./state/run-settings.ts";
import { sendAlert } from "../sendalert.ts";
import { Notables } from "./state/notables.ts";
import { type Ask, Runs } from "./state/runs.ts";
import { openServer } from "./server/open-server.ts";
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
  const world = { load, settings, notables, runs };
  const server = await openServer(port, (app) => {
    notableRoutes(app, world);
    respondRoutes(app, world);
    runRoutes(app, world);
  });
  return {
    url: server.url,
    port: server.port,
    app: server.app,
    async [Symbol.asyncDispose]() {
      await runs[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** The fence lets a script reach nothing, unless a click has named the hosts. */
async function work(
  addon: Addon,
  settings: UiOptions["settings"],
  { action, params, mode, rows, isLetOut }: Ask,
  signal: AbortSignal,
) {
  const given = await settings(addon);
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
