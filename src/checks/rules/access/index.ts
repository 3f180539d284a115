/** The rules on who may see and do what, and on secrets. */
export { formNotExported } from "./form-not-exported.ts";
export { metaMissing } from "./meta-missing.ts";
export { notExported } from "./not-exported.ts";
export { otherAddon } from "./other-addon.ts";
export { resultNotExported } from "./result-not-exported.ts";
export { secretLogged } from "./secret-logged.ts";
export { sendalertAllowed } from "./sendalert-allowed.ts";
export { splunklibHost } from "./splunklib-host.ts";
export { storagePasswords } from "./storage-passwords.ts";
export { tlsUnverified } from "./tls-unverified.ts";
export { writeForEveryone } from "./write-for-everyone.ts";
