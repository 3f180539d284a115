/** What the pages tell to type and what needs a package index: installing with npm, and modules from Python's. */
import { type Block, blocksOf, readPages } from "../support/doc-pages.ts";
import { openInstall, type Session } from "../support/doc-session.ts";
import { faultsOfWorkflow } from "../support/doc-workflow.ts";
import { CACHE, say } from "./suite.ts";

export async function docs(): Promise<boolean> {
  let hasFailed = false;
  const session = openInstall({ AR_SIM_CACHE: `${CACHE}/home` });
  try {
    for (const block of readPages().flatMap(blocksOf)) {
      if (!["conformance", "install", "workflow"].includes(block.mark?.[0] ?? "")) continue;
      const faults = await faultsOf(block, session);
      say(`${block.at}: ${faults.length === 0 ? "passed" : `failed\n${faults.join("\n")}`}`);
      hasFailed ||= faults.length > 0;
    }
  } finally {
    await session[Symbol.asyncDispose]();
  }
  return hasFailed;
}

async function faultsOf({ mark, text }: Block, session: Session): Promise<string[]> {
  const [kind, value = ""] = mark ?? [];
  if (kind === "workflow") return faultsOfWorkflow(text, session, "my-addon");
  const commands = text.split("\n");
  const told = await session.run(kind === "install" ? value : "my-addon", commands);
  return told.flatMap((one, index) =>
    one.code === 0 ? [] : [`${commands[index]} ended with ${one.code}\n${one.text}`],
  );
}
