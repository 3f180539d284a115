/** Apps: which there are, and how they come and go. */
import type { Family } from "../../call/family.ts";
import { apps } from "../apps/apps.ts";

export const families: readonly Family[] = [apps];
