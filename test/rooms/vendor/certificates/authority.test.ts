import { X509Certificate } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Authority } from "../../../../src/vendor/certificates/authority.ts";
import { issueAuthority, newKey } from "../../../../src/vendor/certificates/issue.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

it("is made once, and its keys are for its user alone", async () => {
  const cache = tempFolder({});
  const first = await Authority.open(cache);
  const again = await Authority.open(cache);
  expect(again.cert).toBe(first.cert);
  const file = join(cache, "vendor/authority.json");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(join(cache, "vendor")).mode & 0o777).toBe(0o700);
});

it("vouches for names and addresses, and no other authority does", async () => {
  const authority = await Authority.open(tempFolder({}));
  const ca = new X509Certificate(authority.cert);
  expect(ca.ca).toBe(true);
  for (const host of ["api.example.com", "203.0.113.9", "2001:db8::1"]) {
    const { cert } = await authority.certFor(host);
    const leaf = new X509Certificate(cert);
    expect(leaf.verify(ca.publicKey)).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(host.includes("api") ? leaf.checkHost(host) : leaf.checkIP(host)).toBe(host);
    expect(leaf.checkHost("other.example.com")).toBeUndefined();
  }
});

it("keeps the certificates of hosts", async () => {
  const cache = tempFolder({});
  const { cert } = await (await Authority.open(cache)).certFor("api.example.com");
  expect(await (await Authority.open(cache)).certFor("api.example.com")).toMatchObject({ cert });
});

it.each(["broken", "expired"])("is made anew where the kept one is %s", async (fault) => {
  const cache = tempFolder({});
  const { cert } = await Authority.open(cache);
  const file = join(cache, "vendor/authority.json");
  const expired = { authority: await issueAuthority(0), key: await newKey(), hosts: {} };
  writeFileSync(
    file,
    fault === "broken" ? readFileSync(file, "utf8").slice(0, 99) : JSON.stringify(expired),
  );
  const anew = await Authority.open(cache);
  expect(anew.cert).not.toBe(cert);
  expect(anew.cert).not.toBe(expired.authority.cert);
  expect((await Authority.open(cache)).cert).toBe(anew.cert);
});
