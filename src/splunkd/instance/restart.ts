/** What wants a restart, and how one goes by: nothing is loaded anew, only the message about it goes. */
import { content } from "../model/entity.ts";
import type { Faults } from "../store/faults.ts";
import type { Store } from "../store/store.ts";

/** How long a restart takes, for those who look whether it is over. */
const DOWN_MS = 300;
const NAME = "restart_required";

export interface Restart {
  /** Ground: splunkd posts the bulletin message `restart_required` until it was restarted. */
  isNeeded(reason: string): void;
  /**
   * Ground: the SDKs of Python, Java and Ruby post `restart_required` themselves, before their call or after it, and wait
   * for it to go; splunk-sdk-ruby's wants a restart to take its time.
   */
  begin(): void;
}

export function restartOf(store: Store, faults: Faults, now: () => number): Restart {
  return {
    isNeeded(reason) {
      // Not kept: the next start is the restart.
      store.post("messages", {
        name: NAME,
        app: "system",
        owner: "nobody",
        sharing: "system",
        perms: { read: ["*"], write: ["admin"] },
        content: content({
          "#value": "Splunk must be restarted for changes to take effect.",
          severity: "warn",
          "#reason": reason,
        }),
        updated: now(),
      });
    },
    begin() {
      setTimeout(() => {
        try {
          for (const message of store.bucket("messages").named(NAME))
            store.remove("messages", message);
          store.journal.commit();
        } catch (error) {
          // No request waits for it that could be told.
          faults.add(error);
        }
      }, DOWN_MS).unref();
    },
  };
}
