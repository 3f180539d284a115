import { expect, it } from "vitest";
import { type Block, blocksOf, readPages } from "../support/doc-pages.ts";
import { openSession, type Session, stepsOf } from "../support/doc-session.ts";
import { asShown, normalised } from "../support/doc-transcript.ts";

/** A page has up to twenty commands, and the machine other work. */
const TIMEOUT = 300_000;

const isTyped = ({ language, mark }: Block): boolean =>
  mark === undefined && (language === "console" || language === "sh");

const pages = readPages()
  .map((page) => [page.path, blocksOf(page)] as const)
  .filter(([, blocks]) => blocks.some(isTyped));

it.each(pages)("%s holds, followed from top to bottom", { timeout: TIMEOUT }, async (_, blocks) => {
  await using session = openSession();
  for (const block of blocks) {
    if (block.mark?.[0] === "file") session.write(block.folder, block.mark[1], block.text);
    if (isTyped(block)) await type(block, session);
  }
});

async function type(block: Block, session: Session): Promise<void> {
  const steps = stepsOf(block);
  const commands = steps.map(({ command }) => command);
  const told = await session.run(block.folder, commands);
  for (const [index, { command, printed }] of steps.entries()) {
    const { text = "", code } = told[index] ?? {};
    const where = `${block.at}: ${command}`;
    if (block.language === "sh") expect.soft(code, `${where}\n${text}`).toBe(0);
    else
      expect.soft(asShown(normalised(text), normalised(printed)), where).toBe(normalised(printed));
  }
}
