/** The folders of apps in a sandbox. */
import { existsSync } from "node:fs";
import { copyApp } from "../home/copy-app.ts";
import { removeTree } from "../home/remove-tree.ts";
import type { Sandbox } from "../home/sandbox.ts";

/** Copies an app that was installed later into the sandbox, when it is first called. */
export class AppFolders {
  readonly #sandbox: Sandbox;
  readonly #forget: (app: string) => Promise<void>;
  /** By app: the folder that it was copied from. */
  readonly #roots = new Map<string, string>();

  /** `forget` ends the handlers of an app whose files change. */
  constructor(sandbox: Sandbox, forget: (app: string) => Promise<void>) {
    this.#sandbox = sandbox;
    this.#forget = forget;
  }

  async of({ app, appRoot }: { readonly app: string; readonly appRoot: string }): Promise<string> {
    const folder = this.#sandbox.appFolder(app);
    const known = this.#roots.get(app);
    if (known === appRoot) return folder;
    if (known !== undefined || !existsSync(folder)) {
      await this.#forget(app);
      await removeTree(folder);
      await copyApp(appRoot, folder);
    }
    this.#roots.set(app, appRoot);
    return folder;
  }
}
