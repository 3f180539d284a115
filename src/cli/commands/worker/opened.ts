/** What a session has opened and not closed yet: stand-ins for splunkd, some with a SPLUNK_HOME beside them. */
import { splunkProfile } from "../../../platforms/splunk-profile.ts";
import type { Addon } from "../../../addon/addon.ts";
import { buildEnvironment } from "../../../invocation/payload/build-environment.ts";
import { openSandbox } from "../../../sandbox/home/open-sandbox.ts";
import type { Fixtures } from "../../../splunkd/model/fixtures.ts";
import { type Splunkd, startSplunkd, type StartSplunkdOptions } from "../../../start-splunkd.ts";
import { ClosingStack } from "../../../host/closing-stack.ts";
import { badRequest } from "./arguments.ts";

interface Entry extends AsyncDisposable {
  readonly splunkd: Splunkd;
}

export interface ServeWish {
  readonly addon: Addon;
  readonly fixtures: Fixtures | undefined;
  readonly user: string | undefined;
  readonly python: string | undefined;
  readonly splunkVersion: string | undefined;
  readonly network: StartSplunkdOptions["network"];
}

/** As clients see it. */
export interface ShownSplunkd {
  readonly handle: number;
  readonly uri: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly sessionKey: string;
  readonly hecUri: string | null;
}

export interface ShownHome extends ShownSplunkd {
  readonly splunkHome: string;
  /** The copy of the add-on, and the folder that it is a copy of. */
  readonly appFolder: string;
  readonly appRoot: string;
  readonly pythonPath: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export class Opened implements AsyncDisposable {
  readonly #entries = new Map<number, Entry>();
  #next = 1;

  async serve(wish: ServeWish): Promise<ShownSplunkd> {
    await using opened = new ClosingStack();
    const splunkd = await start(wish, opened);
    return this.#keep(splunkd, opened);
  }

  /** For a script that is not started, but imported. */
  async home(wish: ServeWish): Promise<ShownHome> {
    await using opened = new ClosingStack();
    const splunkd = await start(wish, opened);
    const { addon } = wish;
    const sandbox = opened.use(
      await openSandbox({
        addon,
        serverName: SERVER_NAME,
        managementPort: splunkd.port,
        python: undefined,
        profile: splunkProfile(splunkd.splunkVersion),
      }),
    );
    const env = buildEnvironment({
      splunkHome: sandbox.splunkHome,
      serverUri: splunkd.uri,
      serverHost: SERVER_NAME,
      splunkVersion: splunkd.splunkVersion,
      pythonPath: sandbox.pythonPath,
      platform: process.platform,
      host: process.env,
    });
    const { splunkHome, pythonPath } = sandbox;
    return {
      ...this.#keep(splunkd, opened),
      splunkHome,
      appFolder: sandbox.appFolder(addon.appId),
      appRoot: addon.root,
      pythonPath,
      env,
    };
  }

  splunkd(handle: number): Splunkd {
    return this.#entry(handle).splunkd;
  }

  async close(handle: number): Promise<void> {
    const entry = this.#entry(handle);
    this.#entries.delete(handle);
    await entry[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const handle of this.#entries.keys()) await this.close(handle);
  }

  #entry(handle: number): Entry {
    const entry = this.#entries.get(handle);
    if (entry !== undefined) return entry;
    throw badRequest(`there is no stand-in ${handle}`, "Start one with `serve`. It may be closed.");
  }

  #keep(splunkd: Splunkd, opened: ClosingStack): ShownSplunkd {
    const handle = this.#next++;
    this.#entries.set(handle, { splunkd, [Symbol.asyncDispose]: opened.release() });
    const { uri, port, user, password, sessionKey, hecUri = null } = splunkd;
    return { handle, uri, port, user, password, sessionKey, hecUri };
  }
}

/** That of scenarios. */
const SERVER_NAME = "splunk.example";

async function start(wish: ServeWish, opened: ClosingStack): Promise<Splunkd> {
  const { addon, fixtures, user, python, splunkVersion, network } = wish;
  return opened.use(
    await startSplunkd({
      addon,
      fixtures,
      user,
      python,
      splunkVersion,
      network,
      port: 0,
      hecPort: 0,
      serverName: SERVER_NAME,
    }),
  );
}
