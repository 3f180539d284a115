/** Apps: which there are, and how they come and go. */
import type { Family } from "../../call/family.ts";
import { rowsOf } from "../../call/rows.ts";
import { apps } from "../apps/apps.ts";

export const families: readonly Family[] = [rowsOf(apps)];
