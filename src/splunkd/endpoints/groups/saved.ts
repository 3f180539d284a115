/** Saved searches, and the alerts that they fired. */
import type { Family } from "../../call/family.ts";
import { rowsOf } from "../../call/rows.ts";
import { savedDispatch } from "../search/saved-dispatch.ts";
import { savedSearches } from "../search/saved-searches.ts";

export const families: readonly Family[] = [rowsOf(savedSearches), rowsOf(savedDispatch)];
