/** The keys of `ar-sim test --watch`, on a terminal. */
import { createInterface, emitKeypressEvents, type Key } from "node:readline";

export interface KeyActions {
  all(): void;
  failed(): void;
  again(): void;
  name(): Promise<void>;
  quit(): void;
}

export interface WatchKeys {
  /** Ignores keys until the act is over. */
  released<T>(act: () => Promise<T>): Promise<T>;
  close(): void;
}

export function onKeys(actions: KeyActions): WatchKeys {
  const { stdin } = process;
  if (!stdin.isTTY) return { released: (act) => act(), close: () => {} };
  const byKey: Readonly<Record<string, () => void>> = {
    a: actions.all,
    f: actions.failed,
    t: () => void actions.name(),
    return: actions.again,
    q: actions.quit,
  };
  let isNameAsked = false;
  const onKey = (_text: string, { name = "", ctrl }: Key): void => {
    // A terminal in raw mode sends no signal.
    if (ctrl === true && name === "c") process.kill(process.pid, "SIGINT");
    // Between the key `t` and the prompt, a run may still go on. What is typed then is no command.
    if (ctrl === true || isNameAsked || !Object.hasOwn(byKey, name)) return;
    isNameAsked = name === "t";
    byKey[name]?.();
  };
  let isClosed = false;
  const listen = (): void => {
    if (isClosed) return;
    stdin.setRawMode(true);
    stdin.on("keypress", onKey).resume();
  };
  const release = (): void => {
    stdin.off("keypress", onKey).pause();
    stdin.setRawMode(false);
  };
  emitKeypressEvents(stdin);
  listen();
  return {
    async released(act) {
      release();
      try {
        return await act();
      } finally {
        isNameAsked = false;
        listen();
      }
    },
    close() {
      isClosed = true;
      release();
    },
  };
}

/** Asks which cases to run. Empty for all cases, and if there is no answer. */
export async function askName(signal: AbortSignal): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await new Promise<string>((done) => {
    lines.on("close", () => done(""));
    lines.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
    signal.addEventListener("abort", () => done(""), { once: true });
    lines.question("Name or pattern (empty for all): ", done);
  });
  lines.close();
  return answer.trim();
}
