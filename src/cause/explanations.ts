/** All explanations, in the order in which they are asked: those that need more to be true come first. */
import type { Explanation } from "./cause.ts";
import { doNotAdd, noFolder, noMethod } from "./explanations/code.ts";
import { missingSetting, resultIsNull, unsetParam } from "./explanations/none-type.ts";
import {
  brokenJson,
  lostQuotes,
  offIsTrue,
  otherLetters,
  xmlAsJson,
} from "./explanations/odd-values.ts";
import { accessRefused, ownCertificate, requestRefused } from "./explanations/rest.ts";
import { fieldTooLong, noFile, readAsBytes } from "./explanations/results-file.ts";
import {
  emptyRid,
  missingField,
  noNumber,
  resultIsNoList,
  severalValues,
} from "./explanations/row-shape.ts";
import { frameworkCode, silentExit } from "./explanations/silent.ts";

export const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  "field-too-long": fieldTooLong,
  "read-as-bytes": readAsBytes,
  "empty-rid": emptyRid,
  "no-results-file": noFile,
  "result-is-no-list": resultIsNoList,
  "several-values": severalValues,
  "result-is-null": resultIsNull,
  "unset-param": unsetParam,
  "missing-setting": missingSetting,
  "missing-field": missingField,
  "lost-quotes": lostQuotes,
  "xml-as-json": xmlAsJson,
  "broken-json": brokenJson,
  "no-number": noNumber,
  "other-letters": otherLetters,
  "no-method": noMethod,
  "does-not-add": doNotAdd,
  "access-refused": accessRefused,
  "request-refused": requestRefused,
  "off-is-true": offIsTrue,
  "own-certificate": ownCertificate,
  "no-folder": noFolder,
  "silent-exit": silentExit,
  "framework-code": frameworkCode,
};
