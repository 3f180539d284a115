/** Requests to a stand-in over sockets: its REST API, and the HTTP Event Collector. */
import { loadAddonFromTree } from "../../../src/addon/load-addon.ts";
import { type Splunkd, startStandIn } from "../../../src/splunkd/start-stand-in.ts";
import { Asker } from "../../support/load/asker.ts";
import type { Chance } from "../../support/load/seeded.ts";
import { HEC_TOKEN } from "../../support/load/served.ts";
import { mutated } from "../mutate.ts";
import { type Input, type Target, TRACE } from "../target.ts";
import { ADDON } from "./addon-tree.ts";

const NS = "/servicesNS/nobody/search";
const PATHS: readonly string[] = [
  "/services/server/info",
  "/services/search/jobs",
  "/services/search/v2/jobs/export",
  "/services/search/parser?q=search%20a%7C%20stats%20count",
  "/services/authentication/users",
  "/services/authorization/roles",
  "/services/authorization/tokens",
  "/services/auth/login",
  "/services/apps/local",
  "/services/data/indexes",
  "/services/data/inputs/http",
  "/services/data/inputs/monitor",
  "/services/data/lookup-table-files",
  "/services/data/ui/views",
  "/services/data/props/extractions",
  "/services/data/transforms/lookups",
  "/services/datamodel/model",
  "/services/messages",
  "/services/receivers/simple?index=main&sourcetype=a",
  "/services/properties/savedsearches/x/search",
  "/services/configs/conf-savedsearches",
  "/services/alerts/fired_alerts",
  "/services/notable_update",
  "/services/typeahead?prefix=a&count=3",
  `${NS}/saved/searches`,
  `${NS}/saved/searches/Some%20search/dispatch`,
  `${NS}/saved/eventtypes`,
  `${NS}/admin/macros`,
  `${NS}/search/tags`,
  `${NS}/storage/passwords`,
  `${NS}/storage/collections/config`,
  `${NS}/storage/collections/data/c`,
  `${NS}/storage/collections/data/c/1`,
  `${NS}/storage/collections/data/c/batch_save`,
];
const ARGUMENTS = [
  "name=a",
  "output_mode=json",
  "count=0",
  "count=-5",
  "offset=3",
  "search=name%3Da*",
  "search=%7C%20makeresults%20count%3D5",
  "exec_mode=oneshot",
  "exec_mode=blocking",
  "earliest_time=-1d%40d",
  "latest_time=now",
  "password=pppppppp",
  "roles=user",
  "definition=a",
  "sort_key=name",
  "sort_dir=desc",
  "f=title",
  "query=%7B%22a%22%3A%7B%22%24gt%22%3A1%7D%7D",
  "query=%7B%22%24or%22%3A%5B%7B%22a%22%3A%7B%22%24regex%22%3A%22(a%2B)%2B%24%22%7D%7D%5D%7D",
  "fields=a%2Cb%3A0",
  "sort=a%3A-1",
  "limit=2",
  "skip=1",
  "q=a",
  "sharing=app",
  "owner=nobody",
  "perms.read=*",
];
const BODIES = [
  '{"_key": "1", "a": 1, "b": {"c": [1, "x"]}}',
  '[{"a": 1}, {"a": "2"}]',
  "a=1&b=%zz",
  "",
];
const EVENT =
  '{"event": {"a": 1}, "time": 1700000000.5, "host": "h", "source": "s", "sourcetype": "x:y", "index": "main", "fields": {"f": ["x"]}}';

let standIn: Splunkd | undefined;
let splunkd: Asker | undefined;
let collector: Asker | undefined;

async function open(): Promise<void> {
  standIn = await startStandIn({
    addon: loadAddonFromTree(ADDON),
    hecPort: 0,
    fixtures: {
      hecTokens: [{ name: "fuzz", token: HEC_TOKEN }],
      collections: { "search/c": [{ _key: "1", a: 1 }] },
    },
  });
  splunkd = new Asker(standIn.uri, 4);
  collector = new Asker(standIn.hecUri ?? standIn.uri, 4);
}

export const rest: Target = { open, make: makeRest, take: (input) => take(input, splunkd) };
export const hec: Target = { open, make: makeHec, take: (input) => take(input, collector) };

function makeRest(chance: Chance): Input {
  const args = Array.from({ length: chance.below(6) }, () => chance.pick(ARGUMENTS)).join("&");
  const method = chance.pick(["GET", "GET", "POST", "POST", "DELETE", "PUT"]);
  const isInQuery = method === "GET" || chance.isIn(30);
  const path = chance.pick(PATHS);
  const query = isInQuery && args !== "" ? `${path.includes("?") ? "&" : "?"}${args}` : "";
  const body = chance.isIn(40) ? chance.pick(BODIES) : isInQuery ? "" : args;
  return {
    method,
    path: chance.isIn(30) ? mutated(path + query, chance) : path + query,
    body: chance.isIn(40) ? mutated(body, chance) : body,
    authorization: chance.isIn(95) ? "own" : mutated("Basic YWRtaW46eA==", chance),
    type: chance.pick(["application/x-www-form-urlencoded", "application/json", "text/xml", "x"]),
  };
}

function makeHec(chance: Chance): Input {
  const path = chance.pick([
    "/services/collector",
    "/services/collector/event",
    "/services/collector/raw?channel=11111111-2222-3333-4444-555555555555&sourcetype=a",
    "/services/collector/ack",
    "/services/collector/health",
  ]);
  const events = Array.from({ length: 1 + chance.below(4) }, () => mutated(EVENT, chance));
  return {
    method: chance.pick(["POST", "POST", "POST", "GET"]),
    path: chance.isIn(10) ? mutated(path, chance) : path,
    body: events.join(chance.pick(["", "\n", ","])),
    authorization: chance.isIn(95) ? `Splunk ${HEC_TOKEN}` : mutated(`Splunk ${HEC_TOKEN}`, chance),
    type: "application/json",
  };
}

async function take(input: Input, asker: Asker | undefined): Promise<string | undefined> {
  if (typeof input === "string" || Buffer.isBuffer(input)) return "no request";
  const { method = "", path = "", body = "", authorization = "", type = "" } = input;
  const key = authorization === "own" ? `Splunk ${standIn?.sessionKey}` : header(authorization);
  const answer = await asker?.ask({
    method: String(method),
    // What Node itself refuses to send never reaches a server.
    path: `/${encodeURI(String(path).toWellFormed()).replaceAll("%25", "%").replace(/^\/+/, "")}`,
    headers: { Authorization: key, "Content-Type": String(type) },
    body: body.length === 0 ? undefined : body,
  });
  if (answer === undefined) return "no answer";
  if (answer.status >= 500 && answer.status !== 503)
    return `status ${answer.status}: ${answer.text}`;
  return TRACE.test(answer.text) ? `a trace: ${answer.text}` : undefined;
}

function header(value: string | Buffer): string {
  return String(value).replace(/[^\x20-\x7e]/g, "?");
}
