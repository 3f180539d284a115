import { join } from "node:path";
import { expect, it } from "vitest";
import { blocksOf, readPages, ROOT } from "../support/docs/doc-pages.ts";
import { openSession } from "../support/docs/doc-session.ts";

it("shows programs that the published types allow", { timeout: 120_000 }, async () => {
  const programs = readPages()
    .flatMap(blocksOf)
    .filter(({ language, mark }) => mark?.[0] === "file" && /^[jt]s$/.test(language));
  await using session = openSession();
  session.write(".", "package.json", `{ "type": "module" }`);
  for (const { folder, mark, text } of programs) session.write(folder, mark?.[1] ?? "", text);
  const files = programs.map(({ folder, mark }) => join(folder, mark?.[1] ?? ""));
  const options =
    "--noEmit --allowJs --checkJs --strict --noImplicitAny false --skipLibCheck --types node " +
    "--module nodenext --target es2022 --lib es2023,esnext.disposable";
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  const [told] = await session.run(".", [`node ${tsc} ${options} ${files.join(" ")}`]);
  expect(told?.text).toBe("");
  expect(told?.code).toBe(0);
  expect(files.length).toBeGreaterThan(3);
});
