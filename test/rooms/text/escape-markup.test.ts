import { XMLParser } from "fast-xml-parser";
import { expect, it } from "vitest";
import { escapeMarkup } from "../../../src/text/escape-markup.ts";

it("writes what would be markup as references, between tags and in either kind of quotes", () => {
  const text = `<a href="x" title='y'> & </a>`;
  const document = `<r one="${escapeMarkup(text)}" two='${escapeMarkup(text)}'>${escapeMarkup(text)}</r>`;
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" });
  expect(parser.parse(document)).toEqual({ r: { one: text, two: text, "#text": text } });
});

it("replaces what XML cannot hold", () => {
  expect(escapeMarkup("a\u0000b\u001bc\uffffd\ud800e")).toBe("a\ufffdb\ufffdc\ufffdd\ufffde");
  expect(escapeMarkup("tab\tline\n\u{1f600}")).toBe("tab\tline\n\u{1f600}");
});

it("writes an apostrophe as it is told to", () => {
  expect(escapeMarkup("it's")).toBe("it&apos;s");
  expect(escapeMarkup("it's", "&#39;")).toBe("it&#39;s");
  expect(escapeMarkup(`it's "so"`, "'")).toBe("it's &quot;so&quot;");
});
