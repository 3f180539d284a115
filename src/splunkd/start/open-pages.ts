/** The port of Splunk Web, as far as a results_link leads there. */
import type { Settings } from "../instance/settings.ts";
import type { RunningServer } from "../wire/http-server.ts";
import type { WebServerOptions } from "../wire/web-server.ts";
import type { LazyCore } from "./lazy-core.ts";

/** The port of the pages behind results_link, which a run may ask for later. */
export interface Pages extends AsyncDisposable {
  port(): number | undefined;
  open(port: number): Promise<void>;
}

const LOOPBACK = "127.0.0.1";

export async function openPages(
  first: number | false,
  core: LazyCore,
  { host, isExposed }: Settings,
): Promise<Pages> {
  // The page asks for no password, so others never reach it.
  const pageHost = isExposed ? LOOPBACK : host;
  const openAt = (port: number | false): Promise<RunningServer | undefined> =>
    webServer(port, pageHost, async (question) => {
      const { resultsPage } = await import("../search/results/results-page.ts");
      return resultsPage(question, (await core.open()).parts);
    });
  let opening = openAt(first);
  let server = await opening;
  return {
    port: () => server?.port,
    async open(port) {
      if (server === undefined)
        opening = opening.then(async (opened) => opened ?? (await openAt(port)));
      server = await opening;
    },
    async [Symbol.asyncDispose]() {
      await (await opening)?.[Symbol.asyncDispose]();
    },
  };
}

/** Somebody's own Splunk Web may listen there: then the link leads to it, as it says. */
async function webServer(
  port: number | false,
  host: string,
  handler: WebServerOptions["handler"],
): Promise<RunningServer | undefined> {
  if (port === false) return undefined;
  const { startWebServer } = await import("../wire/web-server.ts");
  return startWebServer({ host, port, handler }).catch(() => undefined);
}
