/** How the machine and splunkd fare. */
import type { Family } from "../../call/family.ts";
import { introspection } from "../server/introspection.ts";

export const families: readonly Family[] = [introspection];
