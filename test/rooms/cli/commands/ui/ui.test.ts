import { spawn } from "node:child_process";
import { expect, it } from "vitest";
import { fixture, MAIN, runCli, withoutColor } from "../../../../support/run-cli.ts";

it("prints the address of the page as JSON, serves it, and ends with Ctrl-C", async () => {
  const args = [MAIN, "ui", "--app", fixture("TA_ping"), "--json"];
  const child = spawn(process.execPath, args, { env: withoutColor() });
  const ended = new Promise<number | null>((done) => child.on("close", done));
  const line = await new Promise<string>((done) =>
    child.stdout.once("data", (bytes) => done(String(bytes))),
  );
  const { url } = JSON.parse(line) as { url: string };
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}$/);
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
  const { origin, port } = new URL(url);
  const list = await fetch(`${origin}/`, { headers: { Cookie: cookie } });
  expect(await list.text()).toContain("Incident Review");
  const second = await runCli(["ui", "--app", fixture("TA_ping"), "--port", port, "--no-open"]);
  expect(second.stderr).toContain(`port ${port} is in use`);
  child.kill("SIGINT");
  expect(await ended).toBe(130);
});

it("takes no argument, and needs an add-on", async () => {
  expect((await runCli(["ui", "x"])).stderr).toContain("--app DIR");
  expect((await runCli(["ui", "--no-open"], { cwd: "/" })).stderr).toContain("error");
});
