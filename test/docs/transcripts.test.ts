import { type ExpectStatic, it } from "vitest";
import { type Block, blocksOf, readPages } from "../support/docs/doc-pages.ts";
import { openSession, type Session, stepsOf } from "../support/docs/doc-session.ts";
import { asShown, normalised } from "../support/docs/doc-transcript.ts";

/** A page has up to twenty commands, and the machine other work. */
const TIMEOUT = 300_000;

const isTyped = ({ language, mark }: Block): boolean =>
  mark === undefined && (language === "console" || language === "sh");

const pages = readPages()
  .map((page) => [page.path, blocksOf(page)] as const)
  .filter(([, blocks]) => blocks.some(isTyped));

// A page takes seconds, most of which it waits for Python.
it.concurrent.for(pages)(
  "%s holds, followed from top to bottom",
  { timeout: TIMEOUT },
  async ([, blocks], { expect }) => {
    await using session = openSession();
    for (const block of blocks) {
      if (block.mark?.[0] === "file") session.write(block.folder, block.mark[1], block.text);
      if (isTyped(block)) await type(block, session, expect);
    }
  },
);

async function type(block: Block, session: Session, expect: ExpectStatic): Promise<void> {
  const steps = stepsOf(block);
  const commands = steps.map(({ command }) => command);
  const told = await session.run(block.folder, commands);
  for (const [index, { command, printed }] of steps.entries()) {
    const { text = "", code } = told[index] ?? {};
    const where = `${block.at}: ${command}`;
    if (block.language === "sh") {
      expect.soft(code, `${where}\n${text}`).toBe(0);
    } else {
      const shown = normalised(printed);
      expect.soft(asShown(normalised(text), shown), where).toBe(shown);
    }
  }
}
