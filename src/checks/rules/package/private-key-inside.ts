/** AR101: The add-on contains a private key or an AWS access key. */
import type { Check } from "../../rule/check.ts";
import { AWS_KEY, PRIVATE_KEY } from "../../reading/hide-secrets.ts";

/** Vendored libraries contain keys for their tests. Images and the like contain none. */
const NOT_LOOKED_AT = /^(?:lib|bin\/lib)\/|\.(?:png|gif|jpe?g|ico|woff2?|ttf|so|pyd|dll|gz|zip)$/i;

export const privateKeyInside: Check = {
  id: "AR101",
  name: "private-key-inside",
  severity: "warning",
  title: "The add-on contains a private key or an AWS access key",
  why: "Everyone who installs or downloads the add-on has the key. Ground: AppInspect refuses secrets in the text of an app; Splunk keeps them in storage/passwords.",
  bad: {
    "a private key": {
      "default/server.pem": `-----BEGIN PRIVATE KEY-----\n${"A".repeat(64)}\n-----END PRIVATE KEY-----\n`,
    },
    "an AWS key": { "bin/ping.py": `KEY = "AKIA${"Q".repeat(16)}"\n` },
  },
  good: {
    "a word on keys": {
      "bin/ping.py": 'if text.startswith("-----BEGIN PRIVATE KEY-----"): pass\n',
    },
    "a key of Amazon's documentation": { "README.md": "AKIAIOSFODNN7EXAMPLE\n" },
  },
  *run(facts) {
    for (const file of facts.files) {
      if (NOT_LOOKED_AT.test(file)) continue;
      const text = facts.text(file) ?? "";
      for (const [pattern, what] of [
        [PRIVATE_KEY, "a private key"],
        [AWS_KEY, "an AWS access key"],
      ] as const) {
        const at = text.search(pattern);
        if (at < 0) continue;
        yield {
          message: `the add-on contains ${what}`,
          where: { file, line: text.slice(0, at).split("\n").length },
          hint: "Revoke the key, and let users store theirs in storage/passwords.",
        };
      }
    }
  },
};
