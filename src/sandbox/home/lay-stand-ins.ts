/**
 * Copies the stand-ins for Splunk's Python and for Splunk_SA_CIM into a SPLUNK_HOME. They are copies and not links, so
 * that a script that writes to them spoils its own run, and no other.
 */
import {
  closeSync,
  futimesSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { lazy } from "../../host/lazy.ts";
import type { Interpreter } from "../process/script-run.ts";
import type { KeptFiles } from "../fork/kept-files.ts";
import { standIns } from "../python-path.ts";
import { compiledSources, type Files } from "./compiled-sources.ts";

const SITE_PACKAGES = "lib/python3/site-packages";
const CIM = "etc/apps/Splunk_SA_CIM";

/** Of each copied source. Its compiled file is valid as long as the script does not write to the source. */
const MTIME = Date.UTC(2024, 0, 1) / 1000;

/** Read once, and kept: no run can change what the next one gets. */
const sources = lazy<Files>(() => {
  const files = new Map<string, Buffer>();
  gather(standIns.splunkPackage, `${SITE_PACKAGES}/splunk`, files);
  files.set(`${SITE_PACKAGES}/sitecustomize.py`, readFileSync(standIns.startUp));
  gather(standIns.outbound, `${SITE_PACKAGES}/_stand_in_outbound`, files);
  files.set(`${SITE_PACKAGES}/_stand_in_writes.py`, readFileSync(standIns.refusedWrites));
  files.set(`${SITE_PACKAGES}/_stand_in_raised.py`, readFileSync(standIns.raised));
  files.set(`${SITE_PACKAGES}/_stand_in_forks.py`, readFileSync(standIns.forks));
  files.set(`${SITE_PACKAGES}/_stand_in_debugging.py`, readFileSync(standIns.debugging));
  files.set(`${SITE_PACKAGES}/_stand_in_prompting.py`, readFileSync(standIns.prompting));
  gather(standIns.cimApp, CIM, files);
  return files;
});

const compiledBy = new Map<string, Files>();

/** `withCim` is false where the user's own Splunk_SA_CIM takes the place of the stand-in. */
export function layStandIns(
  splunkHome: string,
  python: Pick<Interpreter, "path" | "version"> | undefined,
  withCim: boolean,
  kept?: KeptFiles | undefined,
): void {
  const made = new Set<string>();
  for (const files of [sources(), compiledFor(python)]) {
    for (const [path, bytes] of files) {
      if (!withCim && path.startsWith(`${CIM}/`)) continue;
      const file = join(splunkHome, path);
      if (kept?.has(file) === true) continue;
      const folder = dirname(file);
      if (!made.has(folder)) mkdirSync(folder, { recursive: true });
      made.add(folder);
      write(file, bytes);
      kept?.add(file);
    }
  }
}

function compiledFor(python: Pick<Interpreter, "path" | "version"> | undefined): Files {
  if (python === undefined) return new Map();
  const key = `${python.path}\0${python.version}`;
  let compiled = compiledBy.get(key);
  if (compiled === undefined) {
    const all = [...sources()].filter(([path]) => path.endsWith(".py"));
    compiled = compiledSources(new Map(all), MTIME, python);
    compiledBy.set(key, compiled);
  }
  return compiled;
}

function write(file: string, bytes: Buffer): void {
  const handle = openSync(file, "w");
  try {
    writeSync(handle, bytes);
    futimesSync(handle, MTIME, MTIME);
  } finally {
    closeSync(handle);
  }
}

function gather(folder: string, target: string, files: Map<string, Buffer>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "__pycache__") gather(path, `${target}/${entry.name}`, files);
    } else if (!entry.name.endsWith(".pyc"))
      files.set(`${target}/${entry.name}`, readFileSync(path));
  }
}
