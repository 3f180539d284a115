/**
 * Runs that go on in another process, `ar-sim run --splunkd`: nothing that Splunk has, and only ever asked by ar-sim. The
 * answer to a run's beginning is a stream, a line of JSON for what concerns it; who hangs up has left.
 */
import { randomBytes } from "node:crypto";
import { isAbsolute } from "node:path";
import { enterRun } from "../../visits/admit-run.ts";
import type { Family, Request } from "../../call/family.ts";
import { bodyOf } from "../../call/hooks/checks.ts";
import type { Settings } from "../../instance/settings.ts";
import { confOnDisk } from "../../visits/conf-on-disk.ts";
import { type OpenRuns, RemoteRun } from "../../visits/open-runs.ts";
import type { Parts } from "../../parts.ts";
import { parseJson } from "../../model/parse-json.ts";
import { json, JSON_TYPE, type Reply } from "../../model/reply.ts";
import type { RunAccount, RunBegin, RunEnd, RunLine } from "../../visits/remote-run.ts";
import { REMOTE_RUNS } from "../../visits/remote-run.ts";
import { RestError } from "../../model/rest-error.ts";
import { storedPasswords } from "../../visits/run-host.ts";

const RAW = { config: { rawBody: true } };
const RUNS = `/${REMOTE_RUNS}`;

type OfRun = Request<{ readonly id: string }>;

export const remoteRuns: Family = (app, parts) => {
  const { settings, openRuns, address } = parts;
  const accountOf = ({ user }: Request): RunAccount => ({
    user: user.name,
    number: settings.runs.nextNumber(),
    webPort: address.webPort ?? null,
    splunkVersion: settings.profile.version,
  });
  const runMeant = ({ params }: OfRun): RemoteRun => {
    const run = openRuns.get(params.id);
    if (run === undefined) throw new RestError(404, "There is no such run.");
    return run;
  };

  // Asked before any secret is sent.
  app.get(RUNS, { config: { isOpen: true } }, () => json({ "ar-sim": REMOTE_RUNS }));
  app.post(RUNS, RAW, (request) => begin(request, accountOf(request), parts));
  app.get(`${RUNS}/account`, (request) => json(accountOf(request)));
  app.post(`${RUNS}/:id`, RAW, (request: OfRun) => {
    const { run } = runMeant(request);
    const { job, files, splunkHome } = objectIn<RunEnd>(request);
    if (typeof job?.sid !== "string" || !Array.isArray(files))
      throw new RestError(400, "A job has a sid and files.");
    const resultsFiles = files.map((text) => Buffer.from(text, "base64"));
    if (typeof splunkHome === "string" && isAbsolute(splunkHome)) run.splunkHome = splunkHome;
    settings.runs.addJob({ ...job, resultsFiles });
    return json({});
  });
  app.delete(`${RUNS}/:id`, (request: OfRun) => {
    runMeant(request).finish();
    return json({});
  });
};

async function begin(request: Request, account: RunAccount, parts: Parts): Promise<Reply> {
  const { settings, apps, openRuns } = parts;
  const { user } = request;
  const { app, owner, sessionKey } = objectIn<RunBegin>(request);
  if (![app, owner, sessionKey].every((text) => typeof text === "string" && text !== ""))
    throw new RestError(400, "A run has an app, an owner and a session key.");
  if (owner !== user.name && !user.capabilities.has("admin_all_objects"))
    throw new RestError(403, `${user.name} may not run as ${owner}`);
  if (!apps.has(app)) throw new RestError(404, `Application does not exist: ${app}`);
  const host = { settings, sessionKey: settings.sessionKey ?? "", parts };
  const run = await enterRun(host, { owner, sessionKey });
  const id = randomBytes(16).toString("hex");
  const remote = new RemoteRun(run);
  openRuns.set(id, remote);
  const secrets = (): unknown =>
    user.capabilities.has("list_storage_passwords") ? storedPasswords(parts) : [];
  const first: RunLine = {
    id,
    sessionKey: run.sessionKey,
    conf: confOnDisk(parts),
    secrets: secrets(),
    account,
    capabilities: [...(parts.users.find(owner)?.capabilities ?? [])],
  };
  const body = lines(first, remote, secrets, { settings, openRuns });
  return { kind: "text", type: JSON_TYPE, body };
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
    for (const request of run.requests) yield line({ request });
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

function objectIn<T>(request: Request): T {
  try {
    const given = parseJson(bodyOf(request));
    if (typeof given === "object" && given !== null) return given as T;
  } catch {
    // Told below.
  }
  throw new RestError(400, "The body is no JSON object.");
}
