/** Makes a virtual environment with the modules that Splunk's Python brings, for `ar-sim python setup`. */
import { accessSync, constants, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { HarnessError } from "../../errors.ts";
import { messageOf } from "../../host/caught.ts";
import { makeFolder } from "../../host/files/make-folder.ts";
import type { Interpreter } from "../process/script-run.ts";
import { lockTree, unlockTree } from "./lock-tree.ts";
import { environmentFolder, READY } from "./shipped-environment.ts";
import { shippedModules } from "./shipped-modules.ts";

/**
 * Returns its folder. It is always made anew, since its interpreter may have moved, and renamed when it is complete.
 */
export async function setupPython(interpreter: Interpreter): Promise<string> {
  if (interpreter.version.startsWith("2.")) {
    throw new HarnessError(
      "SANDBOX_SETUP_FAILED",
      `there is no environment for Python ${interpreter.version}: no Splunk since 9.0 brings a Python 2`,
      { hint: "Name a Python 3, for example --python 3.9." },
    );
  }
  const folder = environmentFolder(interpreter.version);
  const draft = `${folder}.new`;
  clearWay(draft);
  await step(interpreter.path, ["-m", "venv", draft], "make a virtual environment");
  const python = join(draft, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const { requirements } = shippedModules(interpreter.version);
  await step(
    python,
    [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "--prefer-binary",
      ...requirements,
    ],
    "install the modules",
  );
  writeFileSync(join(draft, READY), `${interpreter.version}\n`);
  unlockTree(folder);
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  // Each run sees these files below its SPLUNK_HOME, and must not change what the next run sees.
  lockTree(folder);
  return folder;
}

/** Checks that the folder can be written to. Otherwise Python or pip fails first, with a misleading message. */
export function clearWay(draft: string): void {
  const cache = dirname(draft);
  try {
    makeFolder(cache);
    accessSync(cache, constants.W_OK);
    unlockTree(draft);
    rmSync(draft, { recursive: true, force: true });
  } catch (cause) {
    const message = `cannot write to the cache folder: ${messageOf(cause)}`;
    throw new HarnessError("SANDBOX_SETUP_FAILED", message, {
      hint: "Set AR_SIM_CACHE to a folder that you can write to, or HOME to your own home folder.",
      where: { file: cache },
      cause,
    });
  }
}

/** @throws HarnessError SANDBOX_SETUP_FAILED with the last words of the program. */
export async function step(file: string, args: readonly string[], what: string): Promise<void> {
  const { execa } = await import("execa");
  const result = await execa(file, args, { reject: false, all: true, stdin: "ignore" });
  if (!result.failed) return;
  const last = (result.all ?? result.shortMessage).trim().split("\n").slice(-3).join("\n");
  throw new HarnessError("SANDBOX_SETUP_FAILED", `cannot ${what}: ${last}`, {
    hint: "See that the Python package index can be reached, and that this Python has the modules venv and pip.",
  });
}
