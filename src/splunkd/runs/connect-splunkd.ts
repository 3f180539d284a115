/** A stand-in that `ar-sim serve` runs in another process, in the form that a run takes. */
import { readRegular, WHOLE } from "../../host/files/read-regular.ts";
import { misfit, type Visit } from "../visits/admit-run.ts";
import { askRemote, type RemoteAddress, tellRemote } from "./ask-remote.ts";
import { REMOTE_RUNS, type RunAccount, type RunBegin, type RunEnd } from "../visits/remote-run.ts";
import type { AdmittedRun, RunParts, Seen } from "../visits/run-host.ts";
import type { ConfWrite } from "../model/run-records.ts";
import type { HandedSplunkd } from "../start-stand-in.ts";

export interface Login {
  readonly sessionKey: string | undefined;
  readonly username: string;
  readonly password: string;
}

const PATH = `/services/${REMOTE_RUNS}`;

/** Sends no secret before the other end has shown that it is ar-sim. */
export async function connectSplunkd(given: string, login: Login): Promise<HandedSplunkd> {
  const uri = new URL(given).origin;
  const { status, text } = await askRemote({ uri, authorization: undefined }, "GET", PATH);
  if (status !== 200 || !text.includes(REMOTE_RUNS)) {
    throw misfit(
      `what answers at ${uri} is no stand-in of ar-sim, or one of another version`,
      "On a Splunk, the job behind the alert, its results and its session cannot be made from outside: name the address that `ar-sim serve` tells.",
    );
  }
  const { sessionKey, username, password } = login;
  const basic = Buffer.from(`${username}:${password}`).toString("base64");
  const authorization = sessionKey === undefined ? `Basic ${basic}` : `Splunk ${sessionKey}`;
  const address: RemoteAddress = { uri, authorization };
  const asked = await askRemote(address, "GET", `${PATH}/account`);
  if (asked.status !== 200) {
    throw misfit(
      `${uri} does not let ${sessionKey === undefined ? username : "this session key"} in`,
      "Set SPLUNK_USERNAME and SPLUNK_PASSWORD, or SPLUNK_SESSION_KEY, to what `ar-sim serve` tells.",
    );
  }
  let account: RunAccount = JSON.parse(asked.text);
  return {
    uri,
    user: account.user,
    splunkVersion: account.splunkVersion,
    webPort: account.webPort ?? undefined,
    host: {
      isClosed: false,
      fixtures: {},
      nextNumber: () => account.number,
      async admit(visit) {
        const { run, next } = await admit(address, visit);
        account = next;
        return run;
      },
    },
  };
}

async function admit(
  address: RemoteAddress,
  { addon, owner, sessionKey }: Visit,
): Promise<{ run: AdmittedRun; next: RunAccount }> {
  const wish: RunBegin = { app: addon.appId, owner, sessionKey };
  const seen: { requests: Seen["requests"][number][]; events: Seen["events"][number][] } = {
    requests: [],
    events: [],
  };
  const early: ConfWrite[] = [];
  let secrets: unknown;
  let writeConf = (write: ConfWrite): void => void early.push(write);
  const stream = await tellRemote(address, "POST", PATH, JSON.stringify(wish), (line) => {
    if (line.write !== undefined) writeConf(line.write);
    if (line.request !== undefined) seen.requests.push(line.request);
    if (line.event !== undefined) seen.events.push(line.event);
    if (line.secrets !== undefined) secrets = line.secrets;
  });
  const { id, sessionKey: key = sessionKey, conf = [], account, capabilities = [] } = stream.first;
  secrets = stream.first.secrets;
  if (id === undefined || account === undefined) {
    stream.hangUp();
    throw misfit(`${address.uri} does not take this run`, "Start `ar-sim serve` anew.");
  }
  const path = `${PATH}/${id}`;
  let ending: Promise<void> | undefined;
  const end = (): Promise<void> =>
    (ending ??= askRemote(address, "DELETE", path).then(() => stream.ended));
  const run: AdmittedRun = {
    sessionKey: key,
    conf: async () => conf,
    can: async (capability) => capabilities.includes(capability),
    secrets: async () => ({ secrets, token: key }),
    async attach(parts) {
      writeConf = parts.writeConf;
      for (const write of early.splice(0)) writeConf(write);
      const sent = await askRemote(address, "POST", path, JSON.stringify(jobOf(parts)));
      if (sent.status !== 200)
        throw misfit(
          `${address.uri} does not take the results of this run: ${sent.status}`,
          "Give fewer rows.",
        );
    },
    async seen() {
      await end();
      return seen;
    },
    async leave() {
      await end().catch(() => undefined);
      stream.hangUp();
    },
  };
  return { run, next: account };
}

function jobOf({ job: { resultsFiles, ...job }, splunkHome }: RunParts): RunEnd {
  const files = resultsFiles.map((file) =>
    (typeof file === "string" ? readRegular(file, WHOLE) : file).toString("base64"),
  );
  return { job, splunkHome, files };
}
