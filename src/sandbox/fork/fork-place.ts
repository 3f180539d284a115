/**
 * The folder of the sandboxes below one keeper, one after the other, and the fork servers in it. Its path stays the same,
 * so that the command, the environment and the working folder of a script do too. Each run gets it empty.
 */
import { mkdirSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Keeper } from "../fence/keeper.ts";
import { removeTree } from "../home/remove-tree.ts";
import type { Launch, ProgramStart } from "../process/launched.ts";
import { ForkServer } from "./fork-server.ts";
import { KeptFiles } from "./kept-files.ts";

/** Servers that are kept for each place: an add-on may have several actions. */
const MOST_SERVERS = 4;

/** Variables that differ from run to run. What Python itself reads at its start is never among them. */
const VARYING: ReadonlySet<string> = new Set(
  "SPLUNKD_URI STAND_IN_RAISED STAND_IN_TRACE STAND_IN_CLOCK".split(" "),
);

/** Below SPLUNK_HOME's own folder. sitecustomize.py looks for it. */
const MARK = "forks";

export class ForkPlace {
  readonly root: string;
  /** Files that stay for the next run. */
  readonly kept: KeptFiles = new KeptFiles();
  readonly #keeper: Keeper;
  /** In the order of their last use. */
  readonly #servers = new Map<string, ForkServer>();
  /** By command: why no server can stand. */
  readonly #refused = new Map<string, string>();
  #isUsable = true;
  /** When the first script of the run started, in milliseconds since 1970. */
  #firstStart = Infinity;
  #home = "";

  constructor(root: string, keeper: Keeper) {
    this.root = root;
    this.#keeper = keeper;
  }

  /** Whether another run may use it. */
  get isUsable(): boolean {
    return this.#isUsable && this.#keeper.isAlive;
  }

  /** Starts it by a fork, or gives why that is not possible. */
  async start(start: ProgramStart): Promise<Launch | { readonly refused: string }> {
    this.#firstStart = Math.min(this.#firstStart, Date.now());
    const shared = Object.entries(start.env).filter(([name]) => !VARYING.has(name));
    const { argv, cwd, isolate, writable, shown, ports } = start;
    const room = { isolate, writable, shown, ports: isolate === true ? [] : ports };
    const key = JSON.stringify([argv, cwd, shared, room]);
    const refused = this.#refused.get(key);
    if (refused !== undefined) return { refused };
    const server = await this.#serverFor(key, { ...start, env: Object.fromEntries(shared) });
    if (typeof server === "string") {
      this.#refused.set(key, server);
      return { refused: server };
    }
    return (await server.start(start)) ?? { refused: "it has ended" };
  }

  /** Nothing stays of a run whose `home` was of another kind. */
  async prepare(home: string): Promise<void> {
    const isSame = home === this.#home;
    this.#home = home;
    if (isSame) return;
    this.kept.forget();
    await this.empty();
  }

  /** Makes it as it was before the run, but for `kept`. Where that fails, nobody uses it again. */
  async empty(): Promise<void> {
    try {
      this.kept.clear(this.root, this.#firstStart);
    } catch {
      // A script removed permissions, or still writes.
      this.kept.forget();
      for (const name of namesIn(this.root))
        this.#isUsable = (await removeTree(join(this.root, name))) && this.#isUsable;
    }
    this.#firstStart = Infinity;
    if (!this.#isUsable) await this.close();
  }

  async close(): Promise<void> {
    this.#isUsable = false;
    const servers = [...this.#servers.values()];
    this.#servers.clear();
    await Promise.all(servers.map((server) => server.end()));
    await removeTree(this.root);
    this.#keeper.forget(this.root);
  }

  async #serverFor(key: string, start: ProgramStart): Promise<ForkServer | string> {
    const known = this.#servers.get(key);
    this.#servers.delete(key);
    const server = known?.isAlive === true ? known : await this.#open(start);
    if (typeof server === "string") return server;
    this.#servers.set(key, server);
    const [[oldest, idle] = []] = this.#servers;
    if (this.#servers.size > MOST_SERVERS && oldest !== undefined) {
      this.#servers.delete(oldest);
      await idle?.end();
    }
    return server;
  }

  /** The server compares the namespaces of ar-sim with its own, in which it ends whatever it finds. */
  async #open(start: ProgramStart): Promise<ForkServer | string> {
    const outside = ["pid", "mnt"].map((name) => readlinkSync(`/proc/self/ns/${name}`));
    const mark = join(this.root, MARK);
    writeFileSync(mark, outside.join("\n"));
    try {
      return await ForkServer.open(start, this.#keeper);
    } finally {
      // A Python that did not start has not taken it.
      rmSync(mark, { force: true });
    }
  }
}

function namesIn(root: string): string[] {
  try {
    return readdirSync(root);
  } catch {
    mkdirSync(root, { recursive: true, mode: 0o700 });
    return [];
  }
}
