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
  paramNoJson,
  xmlAsJson,
} from "./explanations/odd-values.ts";
import { killedAtMaxtime, notReached } from "./explanations/reach.ts";
import {
  accessRefused,
  collectionElsewhere,
  noSuchObject,
  ownCertificate,
  requestRefused,
} from "./explanations/rest.ts";
import {
  bytesWanted,
  noArgument,
  noDate,
  noPayloadKey,
  otherParts,
  stdinReadTwice,
} from "./explanations/handed.ts";
import { misspeltName } from "./explanations/names.ts";
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
  "killed-at-maxtime": killedAtMaxtime,
  "field-too-long": fieldTooLong,
  "read-as-bytes": readAsBytes,
  "empty-rid": emptyRid,
  "no-results-file": noFile,
  "result-is-no-list": resultIsNoList,
  "several-values": severalValues,
  "result-is-null": resultIsNull,
  "unset-param": unsetParam,
  "missing-setting": missingSetting,
  "no-payload-key": noPayloadKey,
  "missing-field": missingField,
  "names-no-field": namesNoField,
  "lost-quotes": lostQuotes,
  "literal-token": literalToken,
  "xml-as-json": xmlAsJson,
  "broken-json": brokenJson,
  "stdin-read-twice": stdinReadTwice,
  "param-no-json": paramNoJson,
  "no-number": noNumber,
  "no-date": noDate,
  "other-parts": otherParts,
  "no-argument": noArgument,
  "bytes-wanted": bytesWanted,
  "misspelt-name": misspeltName,
  "other-letters": otherLetters,
  "no-method": noMethod,
  "no-credential": noCredential,
  "does-not-add": doNotAdd,
  "no-init": noInit,
  "other-openssl": otherOpenssl,
  "raw-line-feed": rawLineFeed,
  "access-refused": accessRefused,
  "collection-elsewhere": collectionElsewhere,
  "no-such-object": noSuchObject,
  "request-refused": requestRefused,
  "off-is-true": offIsTrue,
  "own-certificate": ownCertificate,
  "not-reached": notReached,
  "no-folder": noFolder,
  "silent-exit": silentExit,
  "framework-code": frameworkCode,
};
