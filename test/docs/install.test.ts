// What the pages say on installing the packed ar-sim, and the workflow for CI: typed in the order of the pages, in a
// folder outside the repository, with no way to a registry.
import { expect, it } from "vitest";
import { type Block, blocksOf, readPages } from "../support/docs/doc-pages.ts";
import { openInstall, type Session } from "../support/docs/doc-session.ts";
import { faultsOfWorkflow } from "../support/docs/doc-workflow.ts";

const blocks = readPages()
  .flatMap(blocksOf)
  .filter(({ mark }) => mark?.[0] === "install" || mark?.[0] === "workflow");

const OFFLINE = {
  npm_config_offline: "true",
  npm_config_audit: "false",
};

it(
  "installs for an add-on in another folder, and runs the workflow there",
  { timeout: 300_000 },
  async () => {
    await using session = openInstall(OFFLINE);
    for (const block of blocks) {
      const faults = await faultsOf(block, session);
      expect.soft(faults, block.at).toEqual([]);
    }
    expect(blocks.map(({ mark }) => mark?.[0])).toContain("workflow");
  },
);

async function faultsOf({ mark, text }: Block, session: Session): Promise<string[]> {
  const [kind, folder = ""] = mark ?? [];
  if (kind === "workflow") return faultsOfWorkflow(text, session, "my-addon");
  const commands = text.split("\n");
  const told = await session.run(folder, commands);
  return told.flatMap((one, index) =>
    one.code === 0 && !/npm warn/i.test(one.text)
      ? []
      : [`${commands[index]} ended with ${one.code}\n${one.text}`],
  );
}
