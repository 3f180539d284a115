/** A request as it comes, with what goes along with it until it is answered. */
import type { IncomingMessage } from "node:http";
import type { Target } from "../call/target.ts";

export interface Message extends IncomingMessage {
  /** The stand-in asks itself: nobody records it. */
  isInside?: boolean;
  /** Resolves when it is its turn on its connection; undefined: at once. */
  turn?: Promise<void> | undefined;
  /** Path and query as they stand in the request line. */
  asked?: string;
  /** What it asks for. */
  target?: Target;
  /** Where no route fits: hands it to the next that may have one. False when nobody is left. */
  passOn?: () => boolean;
}
