/** All explanations, in the order in which they are asked: those that need more to be true come first. */
import type { Explanation } from "./cause.ts";
import {
  doNotAdd,
  noFolder,
  noInit,
  noMethod,
  otherOpenssl,
  rawLineFeed,
} from "./explanations/code.ts";
import { noCredential } from "./explanations/credentials.ts";
import { missingSetting, resultIsNull, unsetParam } from "./explanations/none-type.ts";
import {
  brokenJson,
  literalToken,
  lostQuotes,
  offIsTrue,
  otherLetters,
  xmlAsJson,
} from "./explanations/odd-values.ts";
import { notReached } from "./explanations/reach.ts";
import {
  accessRefused,
  collectionElsewhere,
  ownCertificate,
  requestRefused,
} from "./explanations/rest.ts";
import { fieldTooLong, noFile, readAsBytes } from "./explanations/results-file.ts";
import {
  emptyRid,
  missingField,
  namesNoField,
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
  "names-no-field": namesNoField,
  "lost-quotes": lostQuotes,
  "literal-token": literalToken,
  "xml-as-json": xmlAsJson,
  "broken-json": brokenJson,
  "no-number": noNumber,
  "other-letters": otherLetters,
  "no-method": noMethod,
  "does-not-add": doNotAdd,
  "no-init": noInit,
  "other-openssl": otherOpenssl,
  "raw-line-feed": rawLineFeed,
  "no-credential": noCredential,
  "access-refused": accessRefused,
  "collection-elsewhere": collectionElsewhere,
  "request-refused": requestRefused,
  "off-is-true": offIsTrue,
  "own-certificate": ownCertificate,
  "not-reached": notReached,
  "no-folder": noFolder,
  "silent-exit": silentExit,
  "framework-code": frameworkCode,
};
