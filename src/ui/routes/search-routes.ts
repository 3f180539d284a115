/** The search bar. */
import type { FastifyInstance } from "fastify";
import { runSearch, type SearchRun } from "../../run-search.ts";
import { searchPage } from "../pages/search-page.ts";
import { sendHtml } from "../server/send-html.ts";
import { Searches } from "../state/searches.ts";
import { answered, textOf, type World } from "./world.ts";

interface Named {
  readonly Params: { readonly id: string };
}

/** A search that takes longer is ended, with what it has started. */
const MOST_MS = 10 * 60_000;

export function searchRoutes(app: FastifyInstance, world: World): void {
  const { notables, runs } = world;
  const searches = new Searches();
  const keep = (run: SearchRun): readonly string[] => {
    for (const row of run.notables) notables.add("search", row);
    return run.sendalerts.map((transcript) => runs.keep(transcript).id);
  };
  app.get("/search", (_request, reply) => sendHtml(reply, searchPage(undefined, "")));
  app.get<Named>("/search/:id", ({ params }, reply) => {
    const search = searches.get(params.id);
    return sendHtml(reply, searchPage(search, search?.text ?? ""));
  });
  app.post("/api/search", ({ body }) =>
    answered(async () => {
      const text = textOf(body, "text").trim();
      if (text === "") return { error: "Write a search, such as | makeresults." };
      const addon = world.load();
      const given = await world.settings(addon);
      const signal = AbortSignal.any([world.closing, AbortSignal.timeout(MOST_MS)]);
      const search = () => runSearch(addon, text, { ...given, network: "deny", signal });
      const { id } = await searches.run(text, search, keep);
      return { go: `/search/${id}` };
    }),
  );
}
