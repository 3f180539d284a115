/**
 * The user's own certificate authority, made on first use, its keys readable by the user alone. Only scripts below a fence
 * of ar-sim trust it, and only while something is answered in place of a vendor.
 */
import { X509Certificate } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSecureContext, type SecureContext } from "node:tls";
import { makeFolder } from "../../host/files/make-folder.ts";
import type { KeyAndCert } from "./issue.ts";

/** What the cache keeps. */
interface Kept {
  readonly authority: KeyAndCert;
  /** Of all servers. */
  readonly key: string;
  /** By host. */
  readonly hosts: Readonly<Record<string, string>>;
}

const DAYS = 800;
const DAYS_OF_HOST = 390;
/** Made anew before it runs out. */
const LEAST_LEFT_MS = 30 * 24 * 3600 * 1000;
/** A script that tries every name must not fill the cache. */
const MOST_KEPT = 200;

export class Authority {
  readonly #file: string;
  readonly #folder: string;
  readonly #kept: Kept;
  readonly #contexts = new Map<string, Promise<SecureContext>>();
  readonly #hosts: Map<string, string>;
  /** By host: certificates that are being made. */
  readonly #issuing = new Map<string, Promise<string>>();

  private constructor(folder: string, file: string, kept: Kept) {
    this.#folder = folder;
    this.#file = file;
    this.#kept = kept;
    this.#hosts = new Map(Object.entries(kept.hosts));
  }

  /** That of the cache folder. It is made if there is none, or if the one there is broken or about to expire. */
  static async open(cacheFolder: string): Promise<Authority> {
    const folder = join(cacheFolder, "vendor");
    const file = join(folder, "authority.json");
    const known = readKept(file);
    if (known !== undefined) return new Authority(folder, file, known);
    const { issueAuthority, newKey } = await import("./issue.ts");
    const made = { authority: await issueAuthority(DAYS), key: await newKey(), hosts: {} };
    const authority = new Authority(folder, file, made);
    authority.#keep();
    return authority;
  }

  /** As PEM: what scripts trust. */
  get cert(): string {
    return this.#kept.authority.cert;
  }

  /** With a certificate for this name or address. */
  contextFor(host: string): Promise<SecureContext> {
    const known = this.#contexts.get(host);
    if (known !== undefined) return known;
    const made = this.certFor(host).then((parts) => createSecureContext(parts));
    this.#contexts.set(host, made);
    return made;
  }

  /** The certificate for this name or address, with that of the authority. */
  async certFor(host: string): Promise<KeyAndCert> {
    const cert = await this.#issued(host);
    return { key: this.#kept.key, cert: `${cert.trim()}\n${this.cert.trim()}\n` };
  }

  #issued(host: string): Promise<string> {
    const known = this.#hosts.get(host);
    if (known !== undefined && isFresh(known)) return Promise.resolve(known);
    const made = this.#issuing.get(host) ?? this.#issue(host);
    this.#issuing.set(host, made);
    return made;
  }

  async #issue(host: string): Promise<string> {
    const { issueFor } = await import("./issue.ts");
    const { authority, key } = this.#kept;
    const cert = await issueFor(host, { authority, key, days: DAYS_OF_HOST });
    this.#hosts.set(host, cert);
    if (this.#hosts.size <= MOST_KEPT) this.#keep();
    return cert;
  }

  /** One that cannot be kept serves this run all the same. */
  #keep(): void {
    try {
      makeFolder(this.#folder, 0o700);
      const part = `${this.#file}.${process.pid}`;
      const text = JSON.stringify({ ...this.#kept, hosts: Object.fromEntries(this.#hosts) });
      writeFileSync(part, text, { mode: 0o600 });
      renameSync(part, this.#file);
    } catch {
      // A read-only home, for example.
    }
  }
}

function readKept(file: string): Kept | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isKept(value) && isFresh(value.authority.cert) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== "object" || value === null) return false;
  if (!("authority" in value && "key" in value && "hosts" in value)) return false;
  const { authority, key, hosts } = value;
  const isPair =
    typeof authority === "object" &&
    authority !== null &&
    "key" in authority &&
    "cert" in authority;
  return (
    isPair &&
    [authority.key, authority.cert, key].every((text) => typeof text === "string") &&
    typeof hosts === "object" &&
    hosts !== null
  );
}

function isFresh(cert: string): boolean {
  const { validFrom, validTo } = new X509Certificate(cert);
  const now = Date.now();
  return Date.parse(validFrom) <= now && Date.parse(validTo) - now > LEAST_LEFT_MS;
}
