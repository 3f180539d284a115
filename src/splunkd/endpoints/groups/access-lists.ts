/** How one may log in, and who is logged in. */
import type { Family } from "../../call/family.ts";
import { accessLists } from "../access/access-lists.ts";

export const families: readonly Family[] = [accessLists];
