/**
 * Runs that go on in another process, `ar-sim run --splunkd`: nothing that Splunk has, and only ever asked by ar-sim. The
 * answer to a run's beginning is a stream, a line of JSON for what concerns it; who hangs up has left.
 */
import { randomBytes } from "node:crypto";
import { enterRun } from "../../visits/admit-run.ts";
import type { Call } from "../../call/call.ts";
import type { Settings } from "../../instance/settings.ts";
import { confOnDisk } from "../../visits/conf-on-disk.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { type OpenRuns, RemoteRun } from "../../visits/open-runs.ts";
import { parseJson } from "../../model/parse-json.ts";
import { json, JSON_TYPE, type Reply } from "../../model/reply.ts";
import type { RunAccount, RunBegin, RunEnd, RunLine } from "../../visits/remote-run.ts";
import { REMOTE_RUNS } from "../../visits/remote-run.ts";
import { RestError } from "../../model/rest-error.ts";
import { storedPasswords } from "../../visits/run-host.ts";

const raw = { rawBody: true } as const;

export const remoteRuns: readonly Endpoint[] = [
  {
    path: REMOTE_RUNS,
    // Asked before any secret is sent.
    GET: { isOpen: true, run: () => json({ "ar-sim": REMOTE_RUNS }) },
    POST: { ...raw, run: begin },
  },
  { path: `${REMOTE_RUNS}/account`, GET: { run: (call) => json(accountOf(call)) } },
  {
    path: `${REMOTE_RUNS}/{id}`,
    POST: { ...raw, run: takeJob },
    DELETE: { run: end },
  },
];

function accountOf({ splunkd, user }: Call): RunAccount {
  return {
    user: user.name,
    number: splunkd.settings.runs.nextNumber(),
    webPort: splunkd.address.webPort ?? null,
  };
}

async function begin(call: Call): Promise<Reply> {
  const { splunkd, user } = call;
  const { app, owner, sessionKey } = read<RunBegin>(call);
  if (![app, owner, sessionKey].every((text) => typeof text === "string" && text !== ""))
    throw new RestError(400, "A run has an app, an owner and a session key.");
  if (owner !== user.name && !user.capabilities.has("admin_all_objects"))
    throw new RestError(403, `${user.name} may not run as ${owner}`);
  if (!splunkd.apps.has(app)) throw new RestError(404, `Application does not exist: ${app}`);
  const { settings } = splunkd;
  const host = { settings, sessionKey: settings.sessionKey ?? "", parts: splunkd };
  const run = await enterRun(host, { owner, sessionKey });
  const id = randomBytes(16).toString("hex");
  const remote = new RemoteRun(run);
  splunkd.openRuns.set(id, remote);
  const secrets = (): unknown =>
    user.capabilities.has("list_storage_passwords") ? storedPasswords(splunkd) : [];
  const first: RunLine = {
    id,
    sessionKey: run.sessionKey,
    conf: confOnDisk(splunkd),
    secrets: secrets(),
    account: accountOf(call),
  };
  return { kind: "text", type: JSON_TYPE, body: lines(first, remote, secrets, splunkd) };
}

async function* lines(
  first: RunLine,
  remote: RemoteRun,
  secrets: () => unknown,
  { settings, openRuns }: { readonly settings: Settings; readonly openRuns: OpenRuns },
): AsyncGenerator<string> {
  const { run } = remote;
  try {
    yield line(first);
    for (;;) {
      await remote.change();
      for (const conf of remote.writes.splice(0)) yield line({ write: conf });
      if (remote.isOver) break;
      yield "\n";
    }
    for (const one of run.requests) yield line({ request: one });
    for (const event of run.events) yield line({ event });
    yield line({ secrets: secrets(), isOver: true });
  } finally {
    settings.runs.leave(run);
    openRuns.delete(first.id ?? "");
  }
}

function line(value: RunLine): string {
  return `${JSON.stringify(value)}\n`;
}

function takeJob(call: Call): Reply {
  find(call);
  const { job, files } = read<RunEnd>(call);
  if (typeof job?.sid !== "string" || !Array.isArray(files))
    throw new RestError(400, "A job has a sid and files.");
  const resultsFiles = files.map((text) => Buffer.from(text, "base64"));
  call.splunkd.settings.runs.addJob({ ...job, resultsFiles });
  return json({});
}

function end(call: Call): Reply {
  find(call).finish();
  return json({});
}

function find({ splunkd, params }: Call): RemoteRun {
  const found = splunkd.openRuns.get(params["id"] ?? "");
  if (found === undefined) throw new RestError(404, "There is no such run.");
  return found;
}

function read<T>({ body }: Call): T {
  try {
    const given = parseJson(body);
    if (typeof given === "object" && given !== null) return given as T;
  } catch {
    // Told below.
  }
  throw new RestError(400, "The body is no JSON object.");
}
