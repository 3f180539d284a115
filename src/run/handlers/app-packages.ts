/**
 * App packages that a stand-in unpacks when an app is installed, and packs when one is exported. They go when it
 * closes.
 */
import { basename } from "node:path";
import type { Addon } from "../../addon/addon.ts";
import { ClosingStack } from "../../host/closing-stack.ts";

export class AppPackages implements AsyncDisposable {
  readonly #opened = new ClosingStack();

  /** Gives the path of the package. */
  readonly packApp = async (root: string, appName: string): Promise<string> => {
    const { packApp } = await import("../../sandbox/package/pack-app.ts");
    return this.#opened.use(await packApp(root, appName)).file;
  };

  /** `source` is a path or a URL. */
  readonly unpackApp = async (source: string, appName: string | undefined): Promise<Addon> => {
    const [{ unpackApp }, { loadAddon }] = await Promise.all([
      import("../../sandbox/package/unpack-app.ts"),
      import("../../addon/load-addon.ts"),
    ]);
    const { root } = this.#opened.use(await unpackApp(source));
    // Ground: Splunk calls an app by its folder, whatever id the app gives itself.
    return loadAddon(root, { appId: appName ?? basename(root) });
  };

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#opened[Symbol.asyncDispose]();
  }
}
