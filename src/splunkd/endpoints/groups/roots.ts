/** The roots: what the server has, and what lies below each path that is no list of objects itself. */
import type { Family } from "../../call/family.ts";
import { services } from "../server/services.ts";

export const families: readonly Family[] = [services];
