/** The rules on what Splunk starts, and how it is told to. */
export { commandOdd } from "./command-odd.ts";
export { executeFlagMissing } from "./execute-flag-missing.ts";
export { helperMethod } from "./helper-method.ts";
export { maxtimeShort } from "./maxtime-short.ts";
export { pathOutside } from "./path-outside.ts";
export { payloadFormat } from "./payload-format.ts";
export { presentation } from "./presentation.ts";
export { programDoubtful } from "./program-doubtful.ts";
export { scriptMissing } from "./script-missing.ts";
