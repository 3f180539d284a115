import { loadAddon } from "../../../src/addon/load-addon.ts";
import { openUi } from "../../../src/ui/open-ui.ts";
import type { RunSettings } from "../../../src/ui/state/run-settings.ts";
import { fixture } from "../../support/run-cli.ts";

export interface OpenPage extends AsyncDisposable {
  /** `http://127.0.0.1:43210` */
  readonly origin: string;
  readonly url: string;
  readonly cookie: string;
  get(path: string): Promise<string>;
  /** What the page's script would get. */
  post(path: string, body?: unknown): Promise<Record<string, unknown>>;
  /** The page of a run when it has ended. */
  ended(path: string): Promise<string>;
}

/** The page of an add-on, as a browser that has exchanged the token for the cookie. */
export async function openPage(
  root = fixture("TA_ping"),
  settings: RunSettings = {},
): Promise<OpenPage> {
  const ui = await openUi({ load: () => loadAddon(root), settings: async () => settings, port: 0 });
  const { origin } = new URL(ui.url);
  const welcome = await fetch(ui.url);
  const cookie = welcome.headers.get("set-cookie")?.split(";")[0] ?? "";
  const get = async (path: string): Promise<string> =>
    (await fetch(`${origin}${path}`, { headers: { Cookie: cookie } })).text();
  return {
    origin,
    url: ui.url,
    cookie,
    get,
    async post(path, body = {}) {
      const answer = await fetch(`${origin}${path}`, {
        method: "POST",
        headers: { Cookie: cookie, Origin: origin, "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      return (await answer.json()) as Record<string, unknown>;
    },
    async ended(path) {
      // The stream of its progress ends with the run.
      await get(`${path}/progress`);
      return get(path);
    },
    [Symbol.asyncDispose]: () => ui[Symbol.asyncDispose](),
  };
}
