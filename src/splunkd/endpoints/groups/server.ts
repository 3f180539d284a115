/** The server itself: what nearly every client asks for first. So it is small. */
import type { Family } from "../../call/family.ts";
import { server } from "../server/server.ts";

export const families: readonly Family[] = [server];
