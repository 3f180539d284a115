import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { StateFile } from "../../../../../src/splunkd/store/state/state-file.ts";
import type { Splunkd } from "../../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";
import { MAIN } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const DATA = "/servicesNS/nobody/search/storage/collections";

it("keeps all that was answered when serve is killed in the middle of writes, again and again", async () => {
  const file = join(tempFolder(), "state.json");
  const answered: string[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const args = ["serve", "--port", "0", "--hec-port", "0", "--json", "--persist", file];
    const child = spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "ignore"] });
    const ended = new Promise((done) => child.on("close", done));
    const told = await new Promise((done) => child.stdout.once("data", done));
    const splunkd = JSON.parse(String(told)) as Splunkd;
    if (turn === 0)
      await askSplunkd(splunkd, "POST", `${DATA}/config`, {
        body: new URLSearchParams({ name: "rows" }),
      });
    const write = async (writer: number): Promise<void> => {
      for (let number = 0; ; number += 1) {
        const key = `${turn}-${writer}-${number}`;
        const body = JSON.stringify({ _key: key, text: "x".repeat(1000) });
        const { status } = await askSplunkd(splunkd, "POST", `${DATA}/data/rows`, { body });
        expect(status).toBe(201);
        answered.push(key);
        if (number === 10) child.kill("SIGKILL");
      }
    };
    // Each ends when nobody answers any more.
    await Promise.allSettled([ended, write(0), write(1), write(2)]);
  }
  const { file: state, saved } = StateFile.open(file);
  state.close();
  const kept = [...(saved.collections.get("search/rows")?.all() ?? [])].map(({ _key }) => _key);
  expect(answered.length).toBeGreaterThan(30);
  expect(kept).toEqual(expect.arrayContaining(answered));
});
