/**
 * App packages that a stand-in unpacks when an app is installed, and packs when one is exported. Each goes when nobody
 * needs it any more, all of them when the stand-in closes.
 */
import { basename } from "node:path";
import type { Addon } from "../../addon/addon.ts";

export class AppPackages implements AsyncDisposable {
  readonly #unpacked = new Map<Addon, AsyncDisposable>();
  /** By the folder of the app. */
  readonly #packed = new Map<string, AsyncDisposable>();
  /** What is being removed. */
  readonly #leaving = new Set<Promise<void>>();

  /** Gives the path of the package. The one before it of the same app is removed. */
  readonly packApp = async (root: string, appName: string): Promise<string> => {
    const { packApp } = await import("../../sandbox/package/pack-app.ts");
    const packed = await packApp(root, appName);
    const before = this.#packed.get(root);
    this.#packed.set(root, packed);
    if (before !== undefined) this.#remove(before);
    return packed.file;
  };

  /** `source` is a path or a URL. */
  readonly unpackApp = async (source: string, appName: string | undefined): Promise<Addon> => {
    const [{ unpackApp }, { loadAddon }] = await Promise.all([
      import("../../sandbox/package/unpack-app.ts"),
      import("../../addon/load-addon.ts"),
    ]);
    const unpacked = await unpackApp(source);
    try {
      // Ground: Splunk calls an app by its folder, whatever id the app gives itself.
      const addon = loadAddon(unpacked.root, { appId: appName ?? basename(unpacked.root) });
      this.#unpacked.set(addon, unpacked);
      return addon;
    } catch (error) {
      this.#remove(unpacked);
      throw error;
    }
  };

  /** Does nothing for an app that came from no package. */
  readonly dropApp = (addon: Addon): void => {
    const unpacked = this.#unpacked.get(addon);
    this.#unpacked.delete(addon);
    if (unpacked !== undefined) this.#remove(unpacked);
  };

  async [Symbol.asyncDispose](): Promise<void> {
    for (const opened of [...this.#unpacked.values(), ...this.#packed.values()])
      this.#remove(opened);
    this.#unpacked.clear();
    this.#packed.clear();
    await Promise.all(this.#leaving);
  }

  #remove(opened: AsyncDisposable): void {
    const leaving = close(opened).finally(() => this.#leaving.delete(leaving));
    this.#leaving.add(leaving);
  }
}

/** What cannot be removed now is swept by a later start. */
async function close(opened: AsyncDisposable): Promise<void> {
  try {
    await opened[Symbol.asyncDispose]();
  } catch {
    // Swept later.
  }
}
