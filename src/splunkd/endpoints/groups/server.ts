/** The server itself: what nearly every client asks for first. */
import type { Family } from "../../call/family.ts";
import { messages } from "../server/messages.ts";
import { serverLogger } from "../server/server-logger.ts";
import { server } from "../server/server.ts";

export const families: readonly Family[] = [server, messages, serverLogger];
