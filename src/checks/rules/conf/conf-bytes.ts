/** AR014: A .conf file with a byte order mark or Windows line endings. */
import type { Check } from "../../rule/check.ts";

export const confBytes: Check = {
  id: "AR014",
  name: "conf-bytes",
  severity: "info",
  title: "A .conf file with a byte order mark or Windows line endings",
  why: "Splunk drops a carriage return at the end of a line. It is not known that every version drops a byte order mark. A version that does not makes it part of the first line.",
  bad: {
    BOM: { "default/alert_actions.conf": "\ufeff[ping]\n" },
    CRLF: { "default/alert_actions.conf": "[ping]\r\nlabel = x\r\n" },
  },
  good: { neither: { "default/alert_actions.conf": "[ping]\nlabel = x\n" } },
  *run(facts) {
    for (const file of facts.files.filter((path) =>
      /^(?:default|local|metadata)\/[^/]+\.(?:conf|meta)$/.test(path),
    )) {
      const text = facts.text(file) ?? "";
      // Bytes that are no UTF-8 would not come through.
      const fix = (to: string) =>
        text.includes("\ufffd") ? [] : [{ file, from: 1, to: "end" as const, text: to }];
      const clean = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
      if (text.startsWith("\uFEFF"))
        yield {
          severity: "warning",
          message: "the file begins with a byte order mark",
          where: { file, line: 1 },
          hint: "Save it as UTF-8 without BOM.",
          fix: fix(clean),
        };
      else if (text.includes("\r\n"))
        yield {
          message: "the file has Windows line endings",
          where: { file, line: 1 },
          hint: "Save it with Unix line endings.",
          fix: fix(clean),
        };
    }
  },
};
