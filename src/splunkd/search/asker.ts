/** In whose name something is searched: that of a request, or by a schedule later on. */
import type { Viewer } from "../instance/access.ts";

export interface Asker extends Viewer {
  /** The session key the caller came with, if it came with one. */
  readonly sessionKey: string | undefined;
}

/** Without the rest of a request, which nobody is to keep. */
export function askerOf({ user, namespace, sessionKey }: Asker): Asker {
  return { user, namespace, sessionKey };
}
