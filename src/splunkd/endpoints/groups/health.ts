/** How the machine and splunkd fare. */
import type { Family } from "../../call/family.ts";
import { rowsOf } from "../../call/rows.ts";
import { introspection } from "../server/introspection.ts";

export const families: readonly Family[] = [rowsOf(introspection)];
