/** Makes certificates. Loaded only where one is missing, since the library takes a while to load. */
import { createPrivateKey, createPublicKey, randomBytes, webcrypto } from "node:crypto";
import { isIP } from "node:net";
import * as x509 from "@peculiar/x509";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const DAY_MS = 24 * 3600 * 1000;
/** The clocks of machines differ. */
const BEFORE_MS = DAY_MS;

export interface KeyAndCert {
  /** PKCS 8, as PEM. */
  readonly key: string;
  readonly cert: string;
}

x509.cryptoProvider.set(webcrypto);

/** Ground: RFC 5280. Python 3.13 verifies strictly by it, and so wants the identifiers of keys. */
export async function issueAuthority(days: number): Promise<KeyAndCert> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: "CN=ar-sim local CA, O=ar-sim",
    ...validity(days),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { key: await keyText(keys.privateKey), cert: made.toString("pem") };
}

export async function newKey(): Promise<string> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  return keyText(keys.privateKey);
}

/** For a name or an address. `key` is that of the server. */
export async function issueFor(
  host: string,
  {
    authority,
    key,
    days,
  }: { readonly authority: KeyAndCert; readonly key: string; readonly days: number },
): Promise<string> {
  const ca = new x509.X509Certificate(authority.cert);
  const signingKey = await privateKey(authority.key);
  const publicKey = await publicKeyOf(key);
  const made = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    // A common name has 64 characters at most.
    subject: [{ CN: [host.slice(0, 64)] }],
    issuer: ca.subject,
    ...validity(days),
    signingAlgorithm: ALGORITHM,
    publicKey,
    signingKey,
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        { type: isIP(host) === 0 ? "dns" : "ip", value: host },
      ]),
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      await x509.AuthorityKeyIdentifierExtension.create(await publicKeyOf(authority.key)),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
    ],
  });
  return made.toString("pem");
}

function validity(days: number): { readonly notBefore: Date; readonly notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - BEFORE_MS), notAfter: new Date(now + days * DAY_MS) };
}

/** Positive, as RFC 5280 wants it. */
function serial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString("hex");
}

async function keyText(key: webcrypto.CryptoKey): Promise<string> {
  const bytes = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", key));
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN PRIVATE KEY-----\n${lines.join("\n")}\n-----END PRIVATE KEY-----\n`;
}

function privateKey(pem: string): Promise<webcrypto.CryptoKey> {
  const bytes = createPrivateKey(pem).export({ type: "pkcs8", format: "der" });
  return webcrypto.subtle.importKey("pkcs8", bytes, ALGORITHM, true, ["sign"]);
}

function publicKeyOf(pem: string): Promise<webcrypto.CryptoKey> {
  const bytes = createPublicKey(pem).export({ type: "spki", format: "der" });
  return webcrypto.subtle.importKey("spki", bytes, ALGORITHM, true, ["verify"]);
}
