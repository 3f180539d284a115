// Each form of the table in docs is found in each way that programs write it, and nothing of the secret stays.
import { describe, expect, it } from "vitest";
import { createMask } from "../../../../src/text/masking/mask.ts";
import { SECRET_FORMS } from "../../../../src/text/masking/secret-forms.ts";
import { SECRETS, WRITTEN } from "./forms.ts";

/** What an encoding holds of the secret beside the characters that are its alone, and of what stands around it. */
const AROUND = 40;

it("has ways to write each form of the table", () => {
  expect(Object.keys(WRITTEN)).toEqual(SECRET_FORMS.map(({ name }) => name));
});

describe.each(SECRETS)("%s", (secret) => {
  const mask = createMask([{ name: "", value: secret }]);
  const ways = Object.entries(WRITTEN).flatMap(([form, writers]) =>
    Object.entries(writers).map(([way, write]) => ({ form, way, write })),
  );
  it.each(ways)("$form: $way", ({ write }) => {
    const written = write(secret);
    const masked = mask.text(`before ${written} after`);
    expect(masked).toContain("<redacted>");
    expect(masked.replaceAll("<redacted>", "").length).toBeLessThanOrEqual(AROUND);
  });

  it("is masked whole where it stands in its plain forms", () => {
    for (const written of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
      expect(mask.text(`before ${written} after`)).toBe("before <redacted> after");
  });
});

it("looks for a key of several lines line by line too", () => {
  const body = "MIIEowIBAAKCAQEA7\nq3k1dGVzdHRlc3R0ZXN0";
  const mask = createMask([
    { name: "key", value: `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----` },
  ]);
  for (const line of body.split("\n"))
    expect(mask.text(`STDERR ${line}`)).toBe("STDERR <redacted>");
});

it.each([19, 20, 37, 60, 64, 70, 76])(
  "finds Base64 that is told line by line, in lines of %i characters",
  (width) => {
    const secret = "correct-Horse/battery+Staple-".repeat(9);
    const mask = createMask([{ name: "key", value: secret }]);
    for (const before of ["", "u", "me:"]) {
      const text = Buffer.from(before + secret).toString("base64");
      const lines = text.match(new RegExp(`.{${width}}`, "g")) ?? [];
      const inside = before === "" ? lines : lines.slice(1);
      expect(inside.length).toBeGreaterThan(2);
      for (const line of inside) expect(mask.text(`STDERR ${line}`)).toBe("STDERR <redacted>");
    }
  },
);

it("finds texts of every length at every place", () => {
  const secrets = ["abcd", "p9x-Q", "ünlaut", "日本語秘", "0123456789abcdef".repeat(20)];
  for (const secret of secrets)
    for (const around of ["", "x", "ab", "é", "0123456", "z".repeat(300)]) {
      const mask = createMask(secrets.map((value) => ({ name: "", value })));
      expect(mask.text(`${around} ${secret} ${around}`)).toBe(`${around} <redacted> ${around}`);
      expect(createMask([{ name: "", value: secret }]).text(secret + around)).toBe(
        `<redacted>${around}`,
      );
    }
});

it("finds UTF-16 and Latin-1", () => {
  const mask = createMask([{ name: "", value: "schlüssel-1" }]);
  expect(mask.text("s\0c\0h\0l\0ü\0s\0s\0e\0l\0-\x001\0")).toBe("<redacted>\0");
  expect(mask.text("b'schl\\xfcssel-1'")).toBe("b'<redacted>'");
});
