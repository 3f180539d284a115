/** Saved searches, and the alerts that they fired. */
import type { Family } from "../../call/family.ts";
import { savedDispatch } from "../search/saved-dispatch.ts";
import { savedSearches } from "../search/saved-searches.ts";

export const families: readonly Family[] = [savedSearches, savedDispatch];
