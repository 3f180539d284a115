/** Records what vendors answer. It is written into a folder of its own, and laid beside the scenario when all went well. */
import { appendFileSync, copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { HarnessError } from "../../errors.ts";
import { messageOf } from "../../host/caught.ts";
import { makeFolder } from "../../host/files/make-folder.ts";
import { readRegular } from "../../host/files/read-regular.ts";
import { replaceFile } from "../../host/files/replace-file.ts";
import { secretsInText, secretsWithin } from "../../text/masking/find-secrets.ts";
import type { Destination } from "../../sandbox/fence/fence-types.ts";
import { isLoopback, isSameHost } from "../../sandbox/fence/hosts.ts";
import { createMask, type KnownSecret, type Mask } from "../../text/masking/mask.ts";
import type { Unmatched, VendorRequest } from "../exchange.ts";
import { pasteStub } from "../stubs/paste-stub.ts";
import { originOf } from "../stubs/url-pattern.ts";
import { Passage, type PassedOn, type Way } from "./pass-on.ts";
import { steady } from "./replay.ts";
import { cookieSecrets, keptHeaders, scrubbed, secretsOf, textOf } from "./scrub.ts";
import { Spool } from "./spool.ts";
import { CASSETTE_END, CASSETTE_HEAD, type WrittenBody, writeExchange } from "./write-exchange.ts";

/** Where nothing says what is recorded. */
const ALL_HOSTS: readonly Destination[] = [
  { host: "*", port: 80 },
  { host: "*", port: 443 },
];

type Secrets = () => Promise<readonly KnownSecret[]>;

export interface PassedResult {
  readonly status: number | null;
  readonly received: number;
  readonly durationMs: number;
  readonly isPassedOn: boolean;
  /** Why the vendor did not answer, or not to the end. */
  readonly unmatched: Unmatched | null;
}

/** Longer bodies lie in files beside the cassette. */
const MOST_INLINE = 64 * 1024;
const MOST_BASE64 = 4096;

export class Recorder {
  /** What is recorded, with `*` for any text in a host. */
  readonly hosts: readonly Destination[];
  readonly #passage = new Passage();
  readonly #folder = mkdtempSync(join(tmpdir(), "ar-sim-record-"));
  readonly #cassette: string;
  readonly #pending = new Set<Promise<void>>();
  #hide: (secrets: Secrets) => void = () => undefined;
  /** Nothing is written before it is known what must not be. */
  readonly #secrets = new Promise<Secrets>((done) => (this.#hide = done));
  #spools = 0;
  #exchanges = 0;
  /** Whether an answer broke off on its way. */
  #isBroken = false;

  /** `cassette`: the absolute path that the recording is for. Without hosts, all are recorded. */
  constructor(cassette: string, hosts: readonly Destination[]) {
    this.hosts = hosts.length === 0 ? ALL_HOSTS : hosts;
    this.#cassette = cassette;
    appendFileSync(this.#draft, CASSETTE_HEAD, { mode: 0o600 });
  }

  get #draft(): string {
    return join(this.#folder, "cassette");
  }

  /** What must not be written. */
  hide(secrets: Secrets): void {
    this.#hide(secrets);
  }

  spool(): Spool {
    this.#spools += 1;
    return new Spool(join(this.#folder, `body-${this.#spools}`));
  }

  records({ host, port }: Destination): boolean {
    return this.hosts.some(
      (to) => to.port === port && (to.host === "*" ? !isLoopback(host) : isSameHost(host, to.host)),
    );
  }

  async passOn(request: VendorRequest, way: Way): Promise<PassedResult> {
    const received = this.spool();
    const begun = performance.now();
    const durationMs = (): number => Math.round(performance.now() - begun);
    try {
      const passed = await this.#passage.pass(request, { ...way, received });
      this.#add(request, passed, received);
      return {
        status: passed.status,
        received: received.bytes,
        durationMs: durationMs(),
        isPassedOn: true,
        unmatched: null,
      };
    } catch (error) {
      this.#isBroken ||= way.reply.headersSent;
      const differs = [`the vendor does not answer: ${messageOf(error)}`];
      const unmatched = { nearest: null, differs, paste: pasteStub(request) };
      const bytes = received.bytes;
      return {
        status: null,
        received: bytes,
        durationMs: durationMs(),
        isPassedOn: false,
        unmatched,
      };
    }
  }

  /** `received`: the whole body of the answer. */
  #add(request: VendorRequest, passed: PassedOn, received: Spool): void {
    const pending = this.#write(request, passed, received);
    this.#pending.add(pending);
    pending.finally(() => this.#pending.delete(pending)).catch(() => undefined);
  }

  /** Lays the recording at its place. Where nothing was called, what is there stays. */
  async keep(): Promise<void> {
    try {
      await Promise.all(this.#pending);
      if (this.#exchanges === 0 || this.#isBroken) return;
      const files = filesOf(this.#cassette);
      const bodies = readdirSync(this.#folder).filter((name) => name.endsWith(".body"));
      makeFolder(dirname(this.#cassette));
      if (bodies.length > 0) makeFolder(files);
      for (const name of bodies) copyFileSync(join(this.#folder, name), join(files, name));
      appendFileSync(this.#draft, `${CASSETTE_END}\n`);
      replaceFile(this.#cassette, readRegular(this.#draft));
      dropOthers(files, new Set(bodies));
    } catch (error) {
      throw new HarnessError(
        "HTTP_NOT_RECORDED",
        `the cassette cannot be written: ${messageOf(error)}`,
        { hint: "Make room, or see that you may write there.", where: { file: this.#cassette } },
      );
    }
  }

  close(): void {
    this.#passage.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #write(
    request: VendorRequest,
    { status, headers }: PassedOn,
    received: Spool,
  ): Promise<void> {
    const { method, path, query, body, boundary } = request;
    received.end();
    const text = await textOf(received.held, headers);
    const mask = createMask([
      ...(await (await this.#secrets)()),
      ...secretsInText(`${originOf(request)}${path}`),
      ...secretsOf(query),
      ...secretsOf(body.text),
      ...(text === undefined ? [] : secretsWithin(text)),
      ...cookieSecrets(headers),
    ]);
    const url = mask.text(`${originOf(request)}${path}${query === "" ? "" : `?${query}`}`);
    const requestBody =
      body.text === undefined
        ? { sha256: body.sha256 ?? "" }
        : { text: mask.text(steady(body.text, boundary)) };
    const written = writeExchange({
      method,
      url,
      request: body.bytes === 0 ? undefined : requestBody,
      status,
      headers: keptHeaders(headers, mask, text === undefined),
      response: await this.#response(received, text, mask),
    });
    appendFileSync(this.#draft, written);
    this.#exchanges += 1;
  }

  async #response(
    received: Spool,
    text: string | undefined,
    mask: Mask,
  ): Promise<WrittenBody | undefined> {
    if (received.bytes === 0) return undefined;
    const masked = text === undefined ? undefined : mask.text(text);
    if (masked !== undefined && masked.length <= MOST_INLINE) return { text: masked };
    const { held } = received;
    if (masked === undefined && held !== undefined && held.length <= MOST_BASE64)
      return { base64: held.toString("base64") };
    const name = await this.#file(
      masked === undefined ? received.stream() : [Buffer.from(masked)],
      mask,
    );
    return { file: `${basename(filesOf(this.#cassette))}/${name}` };
  }

  /** Writes a body to a file named by what is in it. */
  async #file(pieces: AsyncIterable<Buffer> | Iterable<Buffer>, mask: Mask): Promise<string> {
    const hash = createHash("sha256");
    const part = join(this.#folder, `part-${this.#spools++}`);
    for await (const piece of scrubbed(pieces, mask)) {
      hash.update(piece);
      appendFileSync(part, piece, { mode: 0o600 });
    }
    const name = `${hash.digest("hex").slice(0, 16)}.body`;
    copyFileSync(part, join(this.#folder, name));
    rmSync(part);
    return name;
  }
}

function filesOf(cassette: string): string {
  return `${cassette.replace(/\.yaml$/, "")}.files`;
}

/** Bodies of the recording before. */
function dropOthers(folder: string, kept: ReadonlySet<string>): void {
  try {
    for (const name of readdirSync(folder))
      if (name.endsWith(".body") && !kept.has(name)) rmSync(join(folder, name));
    if (kept.size === 0 && readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
  } catch {
    // There is none.
  }
}
