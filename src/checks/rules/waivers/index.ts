/** The rules on waivers themselves. */
export { waiverBlanket } from "./waiver-blanket.ts";
export { waiverUnused } from "./waiver-unused.ts";
