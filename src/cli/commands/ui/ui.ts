/** `ar-sim ui`: Incident Review in a browser of this machine, until it is stopped. */
import { findAddonRoot, namedAddonRoot } from "../../../addon/find-addon-root.ts";
import { loadAddon } from "../../../addon/load-addon.ts";
import { HarnessError } from "../../../errors.ts";
import { openUi, type Ui } from "../../../ui/open-ui.ts";
import type { RunSettings } from "../../../ui/state/run-settings.ts";
import type { CommandLine } from "../../command-line/command-page.ts";
import { usage } from "../../command-line/option.ts";
import { EXIT } from "../../exit-code.ts";
import { onInterrupt } from "../../on-interrupt.ts";
import { ADDON_OPTIONS, pythonRequestOf } from "../../options/addon-options.ts";
import { withConfig, withStubs } from "../../options/config-wishes.ts";
import { fenceRequestOf } from "../../options/fence-options.ts";
import { fixturesOf, SPLUNKD_OPTIONS } from "../../options/splunkd-options.ts";
import { openBrowser } from "./open-browser.ts";
import { PAGE_OPTIONS } from "./ui-page.ts";

export async function ui(line: CommandLine): Promise<number> {
  if (line.positionals.length > 0) {
    throw usage(`ui takes no argument, but got: ${line.positionals.join(" ")}`, {
      hint: "Name the folder of the add-on with --app DIR.",
    });
  }
  const { app, also, "app-id": appId, "follow-links": followLinks } = line.of(ADDON_OPTIONS);
  const contents = line.of(SPLUNKD_OPTIONS);
  const root = app === undefined ? findAddonRoot(process.cwd()) : namedAddonRoot(app);
  const load = () => loadAddon(root, { also, appId, followLinks });
  // An add-on that cannot be read at all ends with an error here, and not on the first page.
  load();
  const { port = 0, json, "no-open": staysClosed } = line.of(PAGE_OPTIONS);
  await using page = await openOn(port, {
    load,
    async settings(addon) {
      const settings: RunSettings = {
        ...pythonRequestOf(line),
        ...fenceRequestOf(line),
        owner: contents["as-user"],
        onUnknownEndpoint: contents["on-unknown-endpoint"],
        fixtures: await fixturesOf(addon, contents),
      };
      return withStubs(await withConfig(settings, addon), addon);
    },
  });
  const interrupt = onInterrupt();
  if (json) process.stdout.write(`${JSON.stringify({ url: page.url })}\n`);
  else process.stdout.write(`Incident Review: ${page.url}\nPress Ctrl-C to stop.\n`);
  if (!json && !staysClosed) openBrowser(page.url);
  await new Promise<void>((done) => {
    interrupt.signal.addEventListener("abort", () => done(), { once: true });
  });
  interrupt.release();
  return EXIT.interrupted;
}

async function openOn(
  port: number,
  options: Omit<Parameters<typeof openUi>[0], "port">,
): Promise<Ui> {
  try {
    return await openUi({ ...options, port });
  } catch (error) {
    const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    if (!isTaken) throw error;
    throw new HarnessError("SPLUNKD_PORT_TAKEN", `port ${port} is in use`, {
      hint: "Choose another with --port, or leave it out.",
    });
  }
}
