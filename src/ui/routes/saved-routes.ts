/** A saved alert: what Splunk says when it is saved, and its run. */
import type { FastifyInstance } from "fastify";
import { findAction } from "../../addon/find-action.ts";
import { validateParams } from "../../addon/validation/validate-params.ts";
import type { Row } from "../../invocation/invocation.ts";
import { readAllRows } from "../../invocation/rows/open-rows.ts";
import { savedList, savedPage } from "../pages/saved-page.ts";
import { notePage } from "../pages/layout.ts";
import { sendHtml } from "../server/send-html.ts";
import { type SavedAlert, withSavedAlert } from "../state/saved-alert.ts";
import { answered, paramsOf, textOf, type World } from "./world.ts";

interface Named {
  readonly Params: { readonly action: string };
}

export function savedRoutes(app: FastifyInstance, world: World): void {
  app.get("/saved", (_request, reply) => sendHtml(reply, savedList(world.load())));
  app.get<Named>("/saved/:action", ({ params }, reply) => {
    const action = world.load().actions.find(({ name }) => name === params.action);
    return action === undefined
      ? sendHtml(
          reply,
          notePage("No such action", `The add-on has no action ${params.action}.`),
          404,
        )
      : sendHtml(reply, savedPage(action));
  });
  app.post<Named>("/api/saved/:action", ({ params: { action }, body }) =>
    answered(async () => {
      const addon = world.load();
      findAction(addon, action);
      const params = paramsOf(body, action);
      const { refusals } = validateParams(addon, action, params);
      if (refusals.length > 0) return { refusals };
      const saved = alertOf(body);
      // What the run would refuse is told here.
      withSavedAlert(addon, action, saved, params);
      const run = world.runs.start({
        action,
        mode: saved.isPerResult ? "per-result" : "saved",
        params,
        rows: await rowsOf(textOf(body, "rows")),
        notable: undefined,
        saved,
        isLetOut: false,
      });
      return { go: `/runs/${run.id}` };
    }),
  );
}

function alertOf(body: unknown): SavedAlert {
  const text = (name: string): string => textOf(body, name).trim();
  return {
    name: text("name"),
    condition: text("condition"),
    relation: text("relation"),
    quantity: text("quantity"),
    custom: text("custom"),
    isPerResult: text("per") === "result",
    throttle: text("throttle"),
    throttleFields: text("throttleFields"),
  };
}

async function rowsOf(csv: string): Promise<readonly Row[]> {
  if (csv.trim() === "") return [];
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(csv);
  }
  const { rows } = await readAllRows(
    { kind: "file", path: "-", stdin: bytes() },
    Date.now() / 1000,
  );
  return rows;
}
