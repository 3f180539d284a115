/** AR101: A private key or cloud key lies in the add-on. */
import type { Check } from "../../rule/check.ts";
import { AWS_KEY, PRIVATE_KEY } from "../../reading/hide-secrets.ts";

/** Vendored libraries bring keys of their tests; pictures bring none. */
const NOT_LOOKED_AT = /^(?:lib|bin\/lib)\/|\.(?:png|gif|jpe?g|ico|woff2?|ttf|so|pyd|dll|gz|zip)$/i;

export const privateKeyInside: Check = {
  id: "AR101",
  name: "private-key-inside",
  severity: "warning",
  title: "A private key or an AWS access key lies in the add-on",
  why: "Whoever installs the add-on has the key, and so has everyone who ever downloaded it. Ground: AppInspect refuses secrets in the text of an app; Splunk keeps them in storage/passwords.",
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
          message: `${what} lies in the add-on`,
          where: { file, line: text.slice(0, at).split("\n").length },
          hint: "Withdraw the key, and let users keep theirs in storage/passwords.",
        };
      }
    }
  },
};
