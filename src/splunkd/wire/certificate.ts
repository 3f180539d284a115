/** The certificate of the stand-in: of a root of its own, made on first use, its key readable by its user alone. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../host/files/make-folder.ts";

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const DAYS = 3650;
/** Made anew before it runs out. */
const FRESH_MS = (DAYS - 30) * 24 * 3600 * 1000;

export async function certificate(cacheFolder: string): Promise<Certificate> {
  const file = join(cacheFolder, "splunkd-chain.pem.json");
  const known = readKept(file);
  if (known !== undefined) return known;
  const made = await makeCertificate();
  keep(cacheFolder, file, made);
  return made;
}

function readKept(file: string): Certificate | undefined {
  try {
    const kept = JSON.parse(readFileSync(file, "utf8")) as Certificate & { madeAt: number };
    const isFresh = Date.now() - kept.madeAt < FRESH_MS;
    return isFresh && kept.key.includes("PRIVATE KEY") ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** One that cannot be kept serves this run all the same. */
function keep(folder: string, file: string, made: Certificate): void {
  try {
    makeFolder(folder, 0o700);
    const part = `${file}.${process.pid}`;
    writeFileSync(part, JSON.stringify({ ...made, madeAt: Date.now() }), { mode: 0o600 });
    renameSync(part, file);
  } catch {
    // A read-only home, for example.
  }
}

/**
 * Ground: Splunk's own is signed by a root of Splunk's that comes with it in the chain, so that a client that verifies
 * says «self-signed certificate in certificate chain», as splunk-logging's suite expects.
 */
async function makeCertificate(): Promise<Certificate> {
  const { generate } = await import("selfsigned");
  const common = {
    keySize: 2048,
    algorithm: "sha256",
    notAfterDate: new Date(Date.now() + DAYS * 24 * 3600 * 1000),
  } as const;
  const root = await generate(
    [
      { name: "commonName", value: "SplunkCommonCA" },
      { name: "organizationName", value: "Splunk" },
    ],
    {
      ...common,
      extensions: [
        { name: "basicConstraints", cA: true },
        { name: "keyUsage", keyCertSign: true, cRLSign: true },
      ],
    },
  );
  const made = await generate(
    [
      { name: "commonName", value: "SplunkServerDefaultCert" },
      { name: "organizationName", value: "SplunkUser" },
    ],
    {
      ...common,
      ca: { key: root.private, cert: root.cert },
      extensions: [
        { name: "basicConstraints", cA: false },
        {
          name: "subjectAltName",
          altNames: [
            { type: 2, value: "localhost" },
            { type: 7, ip: "127.0.0.1" },
            { type: 7, ip: "::1" },
          ],
        },
      ],
    },
  );
  return { key: made.private, cert: `${made.cert.trim()}\n${root.cert.trim()}\n` };
}
