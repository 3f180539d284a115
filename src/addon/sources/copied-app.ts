/** An app, and its copy in a throw-away SPLUNK_HOME: whose file a path of the copy is. */
import { join, relative, sep } from "node:path";

export interface CopiedApp {
  /** Absolute path of the user's own folder. */
  readonly root: string;
  /** Absolute path of the copy. */
  readonly folder: string;
}

export interface SourceFile<App extends CopiedApp> {
  readonly app: App;
  /** Inside of the app, with `/`: `bin/x.py`. */
  readonly path: string;
  /** Absolute path of the user's own file. */
  readonly file: string;
}

/** undefined for a file of no app among them. */
export function sourceOf<App extends CopiedApp>(
  copied: string,
  apps: readonly App[],
): SourceFile<App> | undefined {
  const app = apps.find(({ folder }) => copied.startsWith(`${folder}${sep}`));
  if (app === undefined) return undefined;
  const inside = relative(app.folder, copied);
  return { app, path: inside.split(sep).join("/"), file: join(app.root, inside) };
}
