/** The rules on the Python of the scripts. */
export { bytesToCsv } from "./bytes-to-csv.ts";
export { cimActionsOld } from "./cim-actions-old.ts";
export { exceptionMessage } from "./exception-message.ts";
export { importMissing } from "./import-missing.ts";
export { missingKey } from "./missing-key.ts";
export { modeRu } from "./mode-ru.ts";
export { moduleShadows } from "./module-shadows.ts";
export { pythonRequired } from "./python-required.ts";
export { python2Name } from "./python2-name.ts";
export { python2Print } from "./python2-print.ts";
export { python2Syntax } from "./python2-syntax.ts";
export { removedModule } from "./removed-module.ts";
export { requiresPython } from "./requires-python.ts";
export { undefinedName } from "./undefined-name.ts";
