/** What the server says to its administrators, and how much it logs. */
import type { Family } from "../../call/family.ts";
import { messages } from "../server/messages.ts";
import { serverLogger } from "../server/server-logger.ts";

export const families: readonly Family[] = [messages, serverLogger];
