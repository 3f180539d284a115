/** What Splunk Web keeps for itself. */
import type { Family } from "../../call/family.ts";
import { rowsOf } from "../../call/rows.ts";
import { userInterface } from "../knowledge/user-interface.ts";

export const families: readonly Family[] = [rowsOf(userInterface)];
