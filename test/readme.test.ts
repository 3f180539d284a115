import { readFileSync } from "node:fs";
import { spawn } from "node:child_process";
import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { withoutColor } from "./support/run-cli.ts";
import { normalised, readmeExamples, readReadme } from "./support/readme-examples.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

it.each(readmeExamples().map((example) => [example.command, example] as const))(
  "prints what README shows for: %s",
  async (_, example) => {
    const printed = await shell(example.command);
    expect(normalised(printed)).toBe(normalised(example.output));
  },
);

it("lists each of its sections in its contents", () => {
  const text = readReadme();
  const sections = [...text.matchAll(/^## (.+)$/gm)].map(([, title = ""]) => title);
  const listed = [...text.matchAll(/^- \[(.+)\]\(#(.+)\)$/gm)];
  expect(listed.map(([, title]) => title)).toEqual(
    sections.filter((title) => title !== "Start" && title !== "Contents"),
  );
  for (const [, title = "", anchor] of listed) {
    expect(anchor).toBe(
      title
        .toLowerCase()
        .replace(/[^\w\- ]/g, "")
        .replaceAll(" ", "-"),
    );
  }
});

it("is told to a newcomer in the words that CI runs", () => {
  const ci = readFileSync(new URL("../.ci/run", import.meta.url), "utf8");
  const blocks = [...readReadme().matchAll(/```sh\n([^]*?)```/g)].flatMap((match) =>
    (match[1] ?? "").trim().split("\n"),
  );
  expect(blocks.length).toBeGreaterThan(0);
  for (const line of blocks.flatMap((text) => text.split(" && "))) expect(ci).toContain(line);
});

/** Runs a line as a user would type it, `ar-sim` being the one just built. */
async function shell(line: string): Promise<string> {
  const main = fileURLToPath(new URL("../dist/bin/main.cjs", import.meta.url));
  const command = line.replace(/\b(?:npx )?ar-sim\b/g, `node '${main}'`);
  const path = `${fileURLToPath(new URL(".", `file://${process.execPath}`))}${delimiter}${process.env["PATH"]}`;
  const child = spawn("/bin/sh", ["-c", `exec 2>&1; ${command}`], {
    cwd: ROOT,
    env: { ...withoutColor(), PATH: path },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  await new Promise((done) => child.on("close", done));
  return text;
}
