/** What the pages tell to type and what needs a package index: installing with npm, and modules from Python's. */
import { dirname } from "node:path";
import { listPythons } from "../../src/sandbox/interpreters/list-pythons.ts";
import { type Block, blocksOf, readPages } from "../support/docs/doc-pages.ts";
import { openInstall, type Session } from "../support/docs/doc-session.ts";
import { CACHE, say } from "./suite.ts";

/** The pages take the Python of Splunk for one that is there by its name. */
const python = listPythons().find(({ version }) => version.startsWith("3.9"));

export async function docs(): Promise<boolean> {
  let hasFailed = false;
  const session = openInstall({ AR_SIM_CACHE: `${CACHE}/home` });
  try {
    for (const block of readPages().flatMap(blocksOf)) {
      // The commands take ar-sim for installed, as README has told before.
      if (block.mark?.[0] !== "conformance" && block.mark?.[0] !== "install") continue;
      if (python === undefined && block.text.includes("python3.9")) {
        say(`skipped: ${block.at} (there is no Python 3.9)`);
        continue;
      }
      const faults = await faultsOf(block, session);
      say(`${block.at}: ${faults.length === 0 ? "passed" : `failed\n${faults.join("\n")}`}`);
      hasFailed ||= faults.length > 0;
    }
  } finally {
    await session[Symbol.asyncDispose]();
  }
  return hasFailed;
}

async function faultsOf({ folder, mark, text }: Block, session: Session): Promise<string[]> {
  const [kind, value = ""] = mark ?? [];
  const commands = text.split("\n");
  const path = python === undefined ? "" : `export PATH="${dirname(python.path)}:$PATH"`;
  const where = kind === "install" ? value : folder || "my-addon";
  const [, ...told] = await session.run(where, [path, ...commands]);
  return told.flatMap((one, index) =>
    one.code === 0 ? [] : [`${commands[index]} ended with ${one.code}\n${one.text}`],
  );
}
