// Ground: Search Reference, «Cryptographic functions»: hashes of the text's UTF-8, in hexadecimal.
import { createHash } from "node:crypto";
import { plain, type EvalFunction } from "../eval-function.ts";
import { toText } from "../values/eval-value.ts";

export const hashFunctions: readonly EvalFunction[] = ["md5", "sha1", "sha256", "sha512"].map(
  (name) =>
    plain(
      `${name}(<str>)`,
      ([value = null]) => {
        const text = toText(value);
        return text === undefined ? null : createHash(name).update(text).digest("hex");
      },
      { isText: true },
    ),
);
