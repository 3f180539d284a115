/**
 * What V8 compiled of the program's own files, kept for the next start: functions that were called are compiled already
 * then. It saves about a fifth of the time of a short command. Node does it by itself from 22.1 on, on request; before,
 * this is Node's own `vm.Script` with `cachedData`.
 */
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import Module from "node:module";
import { basename, dirname, extname, join } from "node:path";
import { constants, Script } from "node:vm";
import { crc32 } from "node:zlib";
import { cacheFolder } from "./cache-folder.ts";
import { makeFolder } from "./files/make-folder.ts";

/** Of so many builds, so that old ones do not pile up. */
const KEPT_BUILDS = 4;
const CHECKSUM_BYTES = 4;

/** Kept code of Node 20 has lost how to import: ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING. Few files of the bundle import. */
const IMPORTS = /\bimport\s*\(/;

/**
 * Keeps the compiled code of `program`, a bundle of CommonJS files in one folder, and of what it loads. Does nothing for
 * other files, where the user switched it off, and where the cache folder cannot be trusted or written.
 */
export function keepCompiledCode(program: string): void {
  if (!isWanted(program)) return;
  // The types here are those of Node 20.
  const enable: unknown = Reflect.get(Module, "enableCompileCache");
  if (typeof enable === "function") Reflect.apply(enable, Module, [keptIn()]);
  else new CompiledCode(program, keptIn()).load();
}

/**
 * For a CommonJS file of the library, in a process that is not ours: it leaves alone how Node loads all others.
 *
 * @public The bundle of the library calls it.
 */
export function requireCompiled(file: string): unknown {
  if (isWanted(file)) new CompiledCode(file, keptIn()).load();
  const load = Module.createRequire(file);
  return load(file);
}

function isWanted(file: string): boolean {
  const { NODE_DISABLE_COMPILE_CACHE, NODE_V8_COVERAGE } = process.env;
  // Coverage would not see the functions that came compiled.
  const isOff = NODE_DISABLE_COMPILE_CACHE !== undefined || NODE_V8_COVERAGE !== undefined;
  return extname(file) === ".cjs" && !isOff;
}

function keptIn(): string {
  return join(cacheFolder(), "compiled", "program");
}

class CompiledCode {
  readonly #program: string;
  readonly #parent: string;
  readonly #folder: string;
  readonly #isTrusted: boolean;
  readonly #new = new Map<string, Script>();
  #asNode: NodeJS.RequireExtensions[string];

  constructor(program: string, parent: string) {
    this.#program = program;
    this.#parent = parent;
    const { mtimeMs, size } = statSync(program);
    const { version, arch } = process;
    const build = crc32(`${program}\0${mtimeMs}\0${size}\0${process.execArgv.join("\0")}`);
    this.#folder = join(parent, `${version}-${arch}-${build.toString(16)}`);
    this.#isTrusted = isOnlyOurs(this.#folder);
  }

  load(): void {
    if (!this.#isTrusted) return;
    const folder = dirname(this.#program);
    // Node has no handler of its own for this ending, and takes the one of `.js`.
    const { extensions: handlers } = Module.createRequire(this.#program);
    const asNode = handlers[".cjs"] ?? handlers[".js"];
    this.#asNode = asNode;
    handlers[".cjs"] = (module, filename) => {
      if (dirname(filename) === folder) this.#run(module, filename);
      else asNode?.(module, filename);
    };
    process.once("exit", () => this.#keep());
  }

  #run(module: NodeJS.Module, filename: string): void {
    const source = readFileSync(filename, "utf8");
    if (IMPORTS.test(source)) return this.#asNode?.(module, filename);
    // V8 only compares the lengths of the sources.
    const kept = join(this.#folder, `${basename(filename)}-${crc32(source).toString(16)}`);
    const cachedData = readKept(kept);
    const script = new Script(Module.wrap(source), {
      filename,
      cachedData,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    if (cachedData === undefined || script.cachedDataRejected === true) this.#new.set(kept, script);
    const require = Module.createRequire(filename);
    script
      .runInThisContext()
      .call(module.exports, module.exports, require, module, filename, dirname(filename));
  }

  #keep(): void {
    if (this.#new.size === 0) return;
    try {
      makeFolder(this.#folder, 0o700);
      for (const [file, script] of this.#new) {
        const code = script.createCachedData();
        const checksum = Buffer.alloc(CHECKSUM_BYTES);
        checksum.writeUInt32LE(crc32(code));
        // Two programs may end at once.
        writeFileSync(`${file}.${process.pid}`, Buffer.concat([checksum, code]), { mode: 0o600 });
        renameSync(`${file}.${process.pid}`, file);
      }
      this.#dropOldest();
    } catch {
      // A cache that cannot be written is none.
    }
  }

  #dropOldest(): void {
    const folders = readdirSync(this.#parent).map((name) => join(this.#parent, name));
    if (folders.length <= KEPT_BUILDS) return;
    const byAge = folders
      .map((folder) => ({ folder, age: statSync(folder).mtimeMs }))
      .toSorted((one, other) => other.age - one.age);
    for (const { folder } of byAge.slice(KEPT_BUILDS)) rmSync(folder, { recursive: true });
  }
}

/** V8 does not look whether the bytes are whole, and would run what is left of them. */
function readKept(file: string): Buffer | undefined {
  try {
    const bytes = readFileSync(file);
    const code = bytes.subarray(CHECKSUM_BYTES);
    return bytes.readUInt32LE(0) === crc32(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** What lies there is run: nobody else may have put it there. A folder that is not there yet is made so. */
function isOnlyOurs(folder: string): boolean {
  try {
    const { uid, mode } = statSync(folder);
    return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
  } catch {
    return true;
  }
}
