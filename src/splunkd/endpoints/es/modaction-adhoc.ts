/**
 * alerts/modaction_adhoc: what *Run Adaptive Response Action* posts its form to. Ground: the handler of the common action
 * model, as public add-ons and their bug reports show it.
 */
import { answerAdhoc } from "../../../invocation/notable/adhoc-dispatch.ts";
import type { Family, Request } from "../../call/family.ts";
import type { Arguments } from "../../model/arguments.ts";
import type { Parts } from "../../parts.ts";
import { content } from "../../model/entity.ts";
import { makeJob } from "../../search/jobs/make-job.ts";
import { json, type Reply } from "../../model/reply.ts";
import { notFound, RestError } from "../../model/rest-error.ts";

/** Arguments of the endpoint itself. */
const OF_ENDPOINT = new Set([
  "action_name",
  "search",
  "earliest_time",
  "latest_time",
  "output_mode",
]);

export const modactionAdhoc: Family = (app, parts) => {
  app.post("/alerts/modaction_adhoc", (request) => dispatch(request, parts));
};

async function dispatch(request: Request, parts: Parts): Promise<Reply> {
  const { args } = request;
  const [name, search] = [args.get("action_name"), args.get("search")];
  if (name === undefined || search === undefined) {
    const missing = name === undefined ? "action_name" : "search";
    throw new RestError(400, `The following required arguments are missing: ${missing}.`);
  }
  const action = parts.apps.addon?.actions.find((candidate) => candidate.name === name);
  if (action === undefined) throw notFound(name);
  const answer = answerAdhoc(action, {
    settings: settingsOf(args, name),
    search,
    now: parts.now() / 1000,
  });
  if ("refused" in answer) throw new RestError(answer.refused.status, answer.refused.message);
  // No preview, which would start the action several times.
  const { sid } = await makeJob(
    {
      search: answer.search,
      earliest: args.get("earliest_time"),
      latest: args.get("latest_time"),
      request: content({ adhoc_search_level: "verbose", preview: "0" }),
    },
    request,
    parts,
  );
  return json({ command: answer.search, sid }, 201);
}

/** `action.<name>.param.x` without its prefix; any other key is none of the action's, and refused as such. */
function settingsOf(args: Arguments, action: string): ReadonlyMap<string, string> {
  const prefix = `action.${action}.`;
  const settings = new Map<string, string>();
  for (const [key, values] of args.entries()) {
    if (OF_ENDPOINT.has(key)) continue;
    settings.set(key.startsWith(prefix) ? key.slice(prefix.length) : key, values[0] ?? "");
  }
  return settings;
}
