/** The rules on what differs between versions of Python and Splunk. */
export { formByHost } from "./form-by-host.ts";
export { pythonBehaviour } from "./python-behaviour.ts";
export { pythonLeft } from "./python-left.ts";
export { pythonNewer } from "./python-newer.ts";
export { pythonSetting } from "./python-setting.ts";
export { pythonTypeUnknown } from "./python-type-unknown.ts";
export { syntaxByVersion } from "./syntax-by-version.ts";
