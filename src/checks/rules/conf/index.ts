/** The rules on .conf files and on what the add-on says of itself. */
export { appConfFields } from "./app-conf-fields.ts";
export { appIdDiffers } from "./app-id-differs.ts";
export { confBytes } from "./conf-bytes.ts";
export { confIsTemplate } from "./conf-is-template.ts";
export { confLineBroken } from "./conf-line-broken.ts";
export { confOnlyLocal } from "./conf-only-local.ts";
export { keyTwice } from "./key-twice.ts";
export { settingUnknown } from "./setting-unknown.ts";
export { stanzaShadows } from "./stanza-shadows.ts";
export { versionDiffers } from "./version-differs.ts";
