/** The add-on, its doctor, and the news that a file of it was saved. */
import type { FastifyInstance } from "fastify";
import { diagnose } from "../../doctor.ts";
import { HarnessError } from "../../errors.ts";
import { notePage } from "../pages/layout.ts";
import { addonPage, doctorPage } from "../pages/addon-page.ts";
import { sendHtml } from "../server/send-html.ts";
import { viewAddon } from "../state/addon-view.ts";
import type { World } from "./world.ts";

interface Named {
  readonly Params: { readonly action: string };
}

const BEAT_MS = 15_000;

export function addonRoutes(app: FastifyInstance, world: World): void {
  app.get("/addon", (_request, reply) => sendHtml(reply, addonPage(viewAddon(world.load()))));
  app.get<Named>("/addon/doctor/:action", async ({ params }, reply) => {
    const addon = world.load();
    const { fixtures, python, splunkVersion } = await world.settings(addon);
    try {
      const asked = {
        action: params.action,
        fixtures,
        python,
        splunkVersion,
        signal: world.closing,
      };
      return sendHtml(reply, doctorPage(addon, await diagnose(addon, asked)));
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      return sendHtml(reply, notePage("The doctor cannot look at it", error.message), 404);
    }
  });
  app.get("/saved-files", async (_request, reply) => {
    const { watchFolders } = await import("../../scenario/run/watch.ts");
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    raw.write(": waiting\n\n");
    const watch = await watchFolders({
      folders: [world.load().root],
      onSaved: () => raw.write("event: saved\ndata: {}\n\n"),
    });
    const beat = setInterval(() => raw.write(": waiting\n\n"), BEAT_MS);
    const end = (): void => {
      clearInterval(beat);
      raw.end();
      void watch[Symbol.asyncDispose]();
    };
    raw.on("close", end);
    world.closing.addEventListener("abort", end, { once: true });
    return reply;
  });
}
