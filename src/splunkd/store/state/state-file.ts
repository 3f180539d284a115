/**
 * The file of --persist. Every change is a line at its end, written before the change is answered, and counts once the
 * head of the file says so: whatever is killed, whenever, the file is whole and has all that was answered. When most of it
 * is out of date it is written anew beside, and moved into place.
 */
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { messageOf, systemCode } from "../../../host/caught.ts";
import { HarnessError } from "../../../errors.ts";
import { isAlive } from "../../../host/is-alive.ts";
import { type Head, HEAD_BYTES, headLine, readHead, readLines } from "./read-state.ts";
import { SavedState, type StateLine } from "./saved-state.ts";
import { stateError } from "./state-error.ts";

/** Smaller files are not worth the trouble. */
const SMALL = 1024 * 1024;
const CHUNK = 1024 * 1024;
/** Who holds a file says so that often. */
const SIGN_MS = 10_000;

export interface OpenState {
  readonly file: StateFile;
  readonly saved: SavedState;
  /** Nothing was ever written to it. */
  readonly isNew: boolean;
}

/** Of this process. */
const held = new Set<string>();

export class StateFile {
  readonly #file: string;
  #fd: number;
  #size: number;
  /** Size when it was last written anew. */
  #fresh: number;
  /** Somebody moved it away: the file that is at its path lacks what this one has. */
  #isBehind = false;
  readonly #sign: NodeJS.Timeout;

  private constructor(file: string, fd: number, size: number) {
    this.#file = file;
    this.#fd = fd;
    this.#size = size;
    this.#fresh = size;
    this.#writeHead();
    held.add(file);
    this.#sign = setInterval(() => this.#signAgain(), SIGN_MS).unref();
  }

  /** What it holds, and the file to go on with. Throws where it is not whole, not ours, or in use. */
  static open(path: string): OpenState {
    const { fd, isNew, isMade } = openFile(path);
    try {
      const file = realpathSync(path);
      if (held.has(file)) throw taken(path, process.pid);
      const { saved, bytes } = isNew
        ? { saved: new SavedState(), bytes: HEAD_BYTES }
        : StateFile.#readState(fd, path);
      return { file: new StateFile(file, fd, bytes), saved, isNew: bytes === HEAD_BYTES };
    } catch (error) {
      closeSync(fd);
      if (isMade) rmSync(path, { force: true });
      throw error instanceof HarnessError ? error : unusable(path, error);
    }
  }

  static #readState(fd: number, path: string): { saved: SavedState; bytes: number } {
    const { size } = fstatSync(fd);
    const head = readHead(fd, size, path);
    if (isInUse(head)) throw taken(path, head.pid);
    const saved = new SavedState();
    readLines(fd, head.bytes, path, (line) => saved.apply(line));
    // What came behind was never answered.
    if (size > head.bytes) ftruncateSync(fd, head.bytes);
    return { saved, bytes: head.bytes };
  }

  /** `all`: the whole state, for when the file is to be written anew. */
  append(lines: readonly StateLine[], all: () => Iterable<StateLine>): void {
    if (lines.length === 0 && !this.#isBehind) return;
    // Somebody may have moved it away.
    if (fstatSync(this.#fd).nlink === 0) this.#isBehind = true;
    if (this.#isBehind || this.#size > 2 * this.#fresh + SMALL) return this.#rewrite(all());
    const size = this.#size;
    try {
      const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
      writeWhole(this.#fd, bytes, this.#size);
      this.#size += bytes.length;
      this.#writeHead();
    } catch (cause) {
      // The head does not count them.
      this.#size = size;
      throw this.#failed(cause);
    }
  }

  close(all: () => Iterable<StateLine> = () => []): void {
    if (!held.has(this.#file)) return;
    clearInterval(this.#sign);
    try {
      if (this.#isBehind) this.#rewrite(all());
      fsyncSync(this.#fd);
      this.#writeHead(0);
    } finally {
      closeSync(this.#fd);
      held.delete(this.#file);
    }
  }

  #writeHead(pid: number = process.pid): void {
    writeWhole(this.#fd, Buffer.from(headLine({ bytes: this.#size, pid, seen: Date.now() })), 0);
  }

  #signAgain(): void {
    try {
      this.#writeHead();
    } catch {
      // The next change tells of it.
    }
  }

  #rewrite(lines: Iterable<StateLine>): void {
    const part = `${this.#file}.${process.pid}.part`;
    let fd: number | undefined;
    try {
      fd = openSync(part, "w", 0o600);
      const size = writeLines(fd, lines);
      writeWhole(fd, Buffer.from(headLine({ bytes: size, pid: process.pid, seen: Date.now() })), 0);
      fsyncSync(fd);
      renameSync(part, this.#file);
      closeSync(this.#fd);
      this.#fd = fd;
      this.#size = this.#fresh = size;
      this.#isBehind = false;
    } catch (cause) {
      if (fd !== undefined) closeSync(fd);
      rmSync(part, { force: true });
      throw this.#failed(cause);
    }
  }

  #failed(cause: unknown): HarnessError {
    return stateError(
      this.#file,
      `cannot be written: ${messageOf(cause)}`,
      "It holds all that was answered before. What was refused has not happened: make room, and send it again.",
      cause,
    );
  }
}

interface Opened {
  readonly fd: number;
  readonly isNew: boolean;
  /** Not there before, nor a link to it. */
  readonly isMade: boolean;
}

function openFile(path: string): Opened {
  const { O_RDWR, O_CREAT, O_EXCL, O_NONBLOCK } = constants;
  const opened = (flags: number): number => openSync(path, flags | O_RDWR, 0o600);
  try {
    return { fd: opened(O_CREAT | O_EXCL), isNew: true, isMade: true };
  } catch (cause) {
    if (systemCode(cause) !== "EEXIST") throw unusable(path, cause);
  }
  const isLink = lstatSync(path).isSymbolicLink();
  let fd: number;
  try {
    // A pipe would be waited for without end; a link may lead to what is not there yet.
    fd = opened(O_NONBLOCK | O_CREAT);
  } catch (cause) {
    throw unusable(path, cause);
  }
  const at = fstatSync(fd);
  if (at.isFile()) return { fd, isNew: isLink && at.size === 0, isMade: false };
  closeSync(fd);
  throw stateError(path, "is no file", LEFT);
}

function unusable(path: string, cause: unknown): HarnessError {
  const code = systemCode(cause);
  if (code === "ENOENT")
    return stateError(
      path,
      `cannot be made: there is no folder ${dirname(path)}`,
      "Make it first.",
    );
  if (code === "EISDIR")
    return stateError(path, "is a folder", "Name a file; one that is not there yet is made.");
  return stateError(path, `cannot be used: ${messageOf(cause)}`, LEFT, cause);
}

const LEFT = "It is left as it is: name a file in a folder that may be written to.";

function taken(path: string, pid: number): HarnessError {
  return new HarnessError("SPLUNKD_STATE_TAKEN", `${path} is in use by process ${pid}`, {
    hint: "Stop that one, or name another file.",
    where: { file: path },
  });
}

function isInUse({ pid, seen }: Head): boolean {
  if (pid === 0 || pid === process.pid || Math.abs(Date.now() - seen) > 6 * SIGN_MS) return false;
  return isAlive(pid);
}

/** The size of the whole. */
function writeLines(fd: number, lines: Iterable<StateLine>): number {
  let size = HEAD_BYTES;
  let open: string[] = [];
  let length = 0;
  const write = (): void => {
    const bytes = Buffer.from(open.join(""));
    writeWhole(fd, bytes, size);
    size += bytes.length;
    open = [];
    length = 0;
  };
  for (const line of lines) {
    const text = `${JSON.stringify(line)}\n`;
    open.push(text);
    length += text.length;
    if (length > CHUNK) write();
  }
  write();
  return size;
}

function writeWhole(fd: number, bytes: Buffer, position: number): void {
  for (let at = 0; at < bytes.length;)
    at += writeSync(fd, bytes, at, bytes.length - at, position + at);
}
