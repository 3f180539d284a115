/** The rules on what a response writes, and whether Enterprise Security finds it. */
export { camHeaderOff } from "./cam-header-off.ts";
export { eventLost } from "./event-lost.ts";
export { eventtypeCannotMatch } from "./eventtype-cannot-match.ts";
export { eventtypeMissing } from "./eventtype-missing.ts";
export { exitAlways } from "./exit-always.ts";
export { indexUndefined } from "./index-undefined.ts";
export { invokeMissing } from "./invoke-missing.ts";
export { logName } from "./log-name.ts";
export { statusMissing } from "./status-missing.ts";
export { successAlways } from "./success-always.ts";
export { tagMisplaced } from "./tag-misplaced.ts";
export { writeeventsInLoop } from "./writeevents-in-loop.ts";
export { writeeventsMissing } from "./writeevents-missing.ts";
