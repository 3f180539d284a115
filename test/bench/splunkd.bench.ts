/** The stand-in for splunkd beside a bare Fastify route, its start, and its stores at size. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:https";
import { fileURLToPath } from "node:url";
import { type BenchRow, median } from "./bench-row.ts";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
/** The library as it ships. */
const LIB = `${DIST}lib/index.js`;

export async function benchSplunkd(): Promise<BenchRow[]> {
  const start = median([0, 1, 2].map(() => runNode<number>(START)));
  const { bare, info, passwords, query } = await measureRates();
  const kv = runNode<Measured>(KV_MILLION);
  const hec = runNode<Measured>(HEC_MILLION);
  const rate = (name: string, ours: number): BenchRow => ({
    name,
    unit: "requests/s",
    ours,
    beside: bare,
    note: "a bare Fastify route over TLS, same turns",
  });
  return [
    { name: "splunkd: start to first answer", unit: "ms", ours: start, beside: undefined },
    rate("splunkd: server/info", info),
    rate("splunkd: storage/passwords, 10 credentials", passwords),
    rate("splunkd: KV query over 50,000 rows", query),
    { name: "splunkd: KV, 1,000,000 rows", unit: "s", ours: kv.seconds, beside: undefined },
    { name: "… memory", unit: "MB", ours: kv.megabytes, beside: undefined, note: "peak RSS" },
    {
      name: "splunkd: HEC, 1,000,000 events by 1,000",
      unit: "events/s",
      ours: 1_000_000 / hec.seconds,
      beside: undefined,
      note: `peak RSS ${hec.megabytes.toFixed(0)} MB`,
    },
  ];
}

interface Rates {
  readonly bare: number;
  readonly info: number;
  readonly passwords: number;
  readonly query: number;
}

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
}

const CLIENT = `
  import { Agent, request } from "node:https";
  const agent = new Agent({ keepAlive: true, maxSockets: 8, rejectUnauthorized: false });
  const ask = (uri, path, headers = {}, method = "GET", body = undefined) => new Promise((done, fail) => {
    const sent = request(uri + path, { method, agent, headers }, (answer) => {
      answer.resume().on("end", () => answer.statusCode < 300 ? done() : fail(new Error(path + " " + answer.statusCode)));
    });
    sent.on("error", fail).end(body);
  });
  const { startSplunkd } = await import("${LIB}");`;

const START = `${CLIENT}
  const start = performance.now();
  const splunkd = await startSplunkd();
  await ask(splunkd.uri, "/services/server/info", { Authorization: "Splunk " + splunkd.sessionKey });
  console.log(performance.now() - start);
  process.exit(0);`;

/** The stand-in and the bare route in one process; who asks is in another, as a script is. */
const SERVER = `
  import { homedir } from "node:os";
  import { join } from "node:path";
  import fastify from "fastify";
  const { startSplunkd } = await import("${LIB}");
  const { certificate } = await import("${DIST}splunkd/wire/certificate.js");
  const rows = Array.from({ length: 50_000 }, (_, n) => ({ _key: "k" + n, n, host: "h" + (n % 100) }));
  const credentials = Array.from({ length: 10 }, (_, n) => ({ username: "u" + n, password: "p" }));
  const splunkd = await startSplunkd({ fixtures: { credentials, collections: { "search/rows": rows } } });
  const { key, cert } = await certificate(join(homedir(), ".cache", "ar-sim"));
  const app = fastify({ https: { key, cert, maxVersion: "TLSv1.2" } });
  app.get("/", async () => ({ hello: "world" }));
  const bare = await app.listen({ port: 0, host: "127.0.0.1" });
  process.send({ bare, uri: splunkd.uri, sessionKey: splunkd.sessionKey });`;

interface Served {
  readonly bare: string;
  readonly uri: string;
  readonly sessionKey: string;
}

/** Requests per second of eight at a time. The first turn warms up; then in turns, so that a busy moment hits all. */
async function measureRates(): Promise<Rates> {
  const server = spawn(process.execPath, ["--input-type=module", "-e", SERVER], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [{ bare, uri, sessionKey }] = (await once(server, "message")) as [Served];
  const agent = new Agent({ keepAlive: true, maxSockets: 8, rejectUnauthorized: false });
  const headers = { Authorization: `Splunk ${sessionKey}` };
  const query = encodeURIComponent(JSON.stringify({ n: { $gte: 25_000 }, host: "h7" }));
  const kv = `/servicesNS/nobody/search/storage/collections/data/rows?limit=10&query=${query}`;
  const cases: readonly (readonly [keyof Rates, string, number])[] = [
    ["bare", `${bare}/`, 1000],
    ["info", `${uri}/services/server/info?output_mode=json`, 1000],
    ["passwords", `${uri}/servicesNS/-/-/storage/passwords?output_mode=json`, 1000],
    ["query", `${uri}${kv}`, 40],
  ];
  const rates = { bare: [], info: [], passwords: [], query: [] } as Record<keyof Rates, number[]>;
  for (let turn = 0; turn < 6; turn += 1) {
    for (const [name, url, count] of cases) {
      const start = performance.now();
      let left = count;
      const askOn = async (): Promise<void> => {
        while (left > 0) {
          left -= 1;
          await ask(url, agent, headers);
        }
      };
      await Promise.all(Array.from({ length: 8 }, askOn));
      if (turn > 0) rates[name].push((count / (performance.now() - start)) * 1000);
    }
  }
  server.kill();
  agent.destroy();
  const { info, passwords } = rates;
  return {
    bare: median(rates.bare),
    info: median(info),
    passwords: median(passwords),
    query: median(rates.query),
  };
}

function ask(url: string, agent: Agent, headers: Record<string, string>): Promise<void> {
  return new Promise((done, fail) => {
    const sent = request(url, { agent, headers }, (answer) => {
      answer.resume().on("end", () => {
        if (answer.statusCode === 200) done();
        else fail(new Error(`${url}: ${answer.statusCode}`));
      });
    });
    sent.on("error", fail).end();
  });
}

const REPORT = `
  console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, megabytes: process.resourceUsage().maxRSS / 1024 }));
  process.exit(0);`;

const KV_MILLION = `${CLIENT}
  const splunkd = await startSplunkd({ fixtures: { collections: { "search/rows": [] } } });
  const headers = { Authorization: "Splunk " + splunkd.sessionKey };
  const path = "/servicesNS/nobody/search/storage/collections/data/rows/batch_save";
  const start = performance.now();
  for (let batch = 0; batch < 1000; batch += 1) {
    const rows = Array.from({ length: 1000 }, (_, n) => ({ _key: "k" + (batch * 1000 + n), n, host: "h" + (n % 100) }));
    await ask(splunkd.uri, path, headers, "POST", JSON.stringify(rows));
  }${REPORT}`;

const HEC_MILLION = `${CLIENT}
  const token = "11111111-2222-3333-4444-555555555555";
  const splunkd = await startSplunkd({ hecPort: 0, fixtures: { hecTokens: [{ name: "bench", token }] } });
  const body = Array.from({ length: 1000 }, (_, n) => JSON.stringify({ event: { n, text: "an event of some length" }, sourcetype: "bench" })).join("\\n");
  const start = performance.now();
  for (let batch = 0; batch < 1000; batch += 1) {
    await ask(splunkd.hecUri, "/services/collector", { Authorization: "Splunk " + token }, "POST", body);
  }
  if (splunkd.inbox.count !== 1_000_000) throw new Error("events are missing: " + splunkd.inbox.count);${REPORT}`;

function runNode<T>(code: string): T {
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as T;
}
