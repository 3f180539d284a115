/** Runs: the list, one of them with its progress, and its results. */
import type { FastifyInstance } from "fastify";
import { notePage } from "../pages/layout.ts";
import { resultsPage, runsPage } from "../pages/run-lists.ts";
import { runPage } from "../pages/run-page.ts";
import { sendHtml } from "../server/send-html.ts";
import { answered, type World } from "./world.ts";

interface Named {
  readonly Params: { readonly id: string };
  readonly Querystring: { readonly page?: string };
}

const TICK_MS = 1000;

export function runRoutes(app: FastifyInstance, { runs }: World): void {
  app.get("/runs", (_request, reply) => sendHtml(reply, runsPage(runs.list())));
  app.get<Named>("/runs/:id", ({ params, query }, reply) => {
    const run = runs.get(params.id);
    if (run === undefined) return sendHtml(reply, gone(), 404);
    return sendHtml(reply, runPage(run, numberOf(query.page)));
  });
  app.get<Named>("/runs/:id/results", ({ params, query }, reply) => {
    const run = runs.get(params.id);
    if (run === undefined) return sendHtml(reply, gone(), 404);
    return sendHtml(reply, resultsPage(run, numberOf(query.page)));
  });
  app.get<Named>("/runs/:id/progress", ({ params }, reply) => {
    const run = runs.get(params.id);
    if (run === undefined) return sendHtml(reply, gone(), 404);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    const say = (name: string, text: string): void => {
      raw.write(`event: ${name}\ndata: ${JSON.stringify(text)}\n\n`);
    };
    say("step", `started ${run.action}`);
    const timer = setInterval(() => raw.write(": still running\n\n"), TICK_MS);
    const unfollow = runs.follow(run.id, (text) => say("step", text));
    raw.on("close", () => {
      clearInterval(timer);
      unfollow();
    });
    void runs.ended(run.id).then((ended) => {
      say("step", ended?.state ?? "ended");
      say("end", run.id);
      raw.end();
    });
    return reply;
  });
  app.post<Named>("/api/runs/:id/cancel", ({ params }) =>
    answered(async () => {
      runs.cancel(params.id);
      await runs.ended(params.id);
      return { go: `/runs/${params.id}` };
    }),
  );
  app.post<Named>("/api/runs/:id/again", ({ params }) =>
    answered(() => {
      const run = runs.get(params.id);
      if (run === undefined) return { error: "There is no such run any more." };
      const { action, mode, params: given, rows, notable, saved } = run;
      const again = runs.start({
        action,
        mode,
        params: given,
        rows,
        notable,
        saved,
        isLetOut: false,
      });
      return { go: `/runs/${again.id}` };
    }),
  );
}

function gone() {
  return notePage("No such run", "ar-sim keeps the last 200 runs in memory, until it ends.");
}

function numberOf(text: unknown): number {
  const page = Number(text);
  return Number.isSafeInteger(page) && page > 0 ? page : 0;
}
