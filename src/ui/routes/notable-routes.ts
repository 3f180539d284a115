/** Incident Review, and the form of an action on one of its notable events. */
import type { FastifyInstance } from "fastify";
import type { Addon } from "../../addon/addon.ts";
import { findAction } from "../../addon/find-action.ts";
import { HarnessError } from "../../errors.ts";
import type { RowSpec } from "../../invocation/rows/open-rows.ts";
import { readAllRows } from "../../invocation/rows/open-rows.ts";
import { letThrough, type NetworkWish } from "../../sandbox/fence/fence-types.ts";
import { drawForm, type DrawnForm } from "../forms/draw-form.ts";
import { formSpec } from "../forms/form-spec.ts";
import { incidentReview, invocationsPage, notablePage, titleOf } from "../pages/incident-review.ts";
import { notePage } from "../pages/layout.ts";
import { formDocument, offersOf, picker, respondPage } from "../pages/respond.ts";
import { sendFrame, sendHtml } from "../server/send-html.ts";
import { answered, paramsOf, textOf, type World } from "./world.ts";

interface Named {
  readonly Params: { readonly id: string; readonly action: string };
  readonly Querystring: { readonly filter?: string; readonly wording?: string };
}

export function notableRoutes(app: FastifyInstance, world: World): void {
  const { notables, runs } = world;
  app.get<Named>("/", ({ query }, reply) => {
    const { filter = "", wording } = query;
    return sendHtml(
      reply,
      incidentReview(notables.matching(String(filter)), String(filter), wording),
    );
  });
  app.get<Named>("/notables/:id", ({ params, query }, reply) => {
    const notable = notables.get(params.id);
    if (notable === undefined) return sendHtml(reply, noNotable(), 404);
    const offers = picker(offersOf(world.load()), notable.id);
    const view = {
      notable,
      runs: runs.ofNotable(notable.id),
      picker: offers,
      wording: query.wording,
    };
    return sendHtml(reply, notablePage(view));
  });
  app.get<Named>("/notables/:id/invocations", ({ params }, reply) => {
    const notable = notables.get(params.id);
    if (notable === undefined) return sendHtml(reply, noNotable(), 404);
    return sendHtml(reply, invocationsPage(notable, runs.ofNotable(notable.id)));
  });
  addingRoute(app, world);
}

/** The form of an action, and its run. */
export function respondRoutes(app: FastifyInstance, world: World): void {
  const { notables, runs } = world;
  app.get<Named>("/notables/:id/respond/:action", async ({ params }, reply) => {
    const notable = notables.get(params.id);
    if (notable === undefined) return sendHtml(reply, noNotable(), 404);
    const addon = world.load();
    const offer = offersOf(addon).find(({ action }) => action.name === params.action);
    if (offer === undefined)
      return sendHtml(
        reply,
        notePage("No such action", `The add-on has no action ${params.action}.`),
        404,
      );
    const letOut = hostsOf((await world.settings(addon)).network);
    const form = await drawnForm(addon, params.action, world);
    return sendHtml(
      reply,
      respondPage({ notable: params.id, title: titleOf(notable.row), offer, form, letOut }),
    );
  });
  app.get<Named>("/forms/:action", async ({ params, headers }, reply) => {
    const form = await drawnForm(world.load(), params.action, world);
    return sendFrame(reply, formDocument(form, headers.host ?? ""), headers.host ?? "");
  });
  app.post<Named>("/api/notables/:id/respond/:action", ({ params, body }) =>
    answered(() => {
      const notable = notables.get(params.id);
      if (notable === undefined) return { error: "There is no such notable event." };
      findAction(world.load(), params.action);
      const run = runs.start({
        action: params.action,
        mode: "es-adhoc",
        params: paramsOf(body, params.action),
        rows: [notable.row],
        notable: notable.id,
        isLetOut: textOf(body, "letOut") === "yes",
      });
      return { go: `/runs/${run.id}` };
    }),
  );
}

function addingRoute(app: FastifyInstance, { notables }: World): void {
  app.post("/api/notables", ({ body }) =>
    answered(async () => {
      const spec = specOf(textOf(body, "text"), textOf(body, "file"));
      if (spec === undefined) return { error: "Write a line field=value, or choose a file." };
      const { rows } = await readAllRows(spec, Date.now() / 1000);
      for (const row of rows) notables.add(spec.kind === "file" ? "file" : "form", row);
      return { go: "/" };
    }),
  );
}

async function drawnForm(addon: Addon, action: string, world: World): Promise<DrawnForm> {
  return drawForm(await formSpec(addon, findAction(addon, action), await world.settings(addon)));
}

function noNotable() {
  return notePage("No such notable event", "ar-sim keeps them in memory, and was started anew.");
}

/** A file as the browser has read it, or lines of fields. */
function specOf(lines: string, file: string): RowSpec | undefined {
  if (file !== "") {
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(file);
    }
    return { kind: "file", path: "-", stdin: bytes() };
  }
  const pairs = lines.split(/\r?\n/).flatMap((line): (readonly [string, string])[] => {
    if (line.trim() === "") return [];
    const at = line.indexOf("=");
    if (at < 1) {
      throw new HarnessError("INVOKE_BAD_RESULTS", `the line \`${line}\` has no =`, {
        hint: "Write src=192.0.2.7, for example.",
      });
    }
    return [[line.slice(0, at).trim(), line.slice(at + 1)]];
  });
  return pairs.length === 0 ? undefined : { kind: "pairs", pairs };
}

/** As a person reads them before letting a run out. The page records and replays nothing. */
function hostsOf(network: NetworkWish = "deny"): readonly string[] {
  const hosts = letThrough(network);
  if (hosts === "deny") return [];
  if (hosts === "allow") return ["any host"];
  return hosts.map(({ host, port }) => `${host}:${port}`);
}
