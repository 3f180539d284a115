/**
 * How the machine and splunkd fare, as monitors and command-line clients ask. Ground: REST API Reference, «Introspection»:
 * names and keys; the figures of the machine are real, those of splunkd what a healthy idle one has.
 */
import { availableParallelism, freemem, loadavg, totalmem } from "node:os";
import { describeServer } from "../../../invocation/search/server-info.ts";
import { addFacts, type Facts } from "../../call/add-facts.ts";
import type { Family } from "../../call/family.ts";
import type { Value } from "../../model/entity.ts";

const GREEN = { health: "green", num_red: "0", num_yellow: "0" };
const MIB = 2 ** 20;

/** Ground: features that health.conf comes with. */
const FEATURES = {
  "File Monitor Input": "Ingestion Latency,TailReader-0,BatchReader-0",
  "Index Processor": "Buckets,Disk Space,Index Optimization",
  "Resource Usage": "IOWait",
  "Search Scheduler": "Search Lag,Searches Delayed,Searches Skipped",
  "Workload Management": "",
};

const SYSINFO =
  "cpu_arch numberOfCores os_build os_name os_name_extended os_version physicalMemoryMB".split(" ");
const QUEUES = ["aggQueue", "indexQueue", "parsingQueue", "tcpin_queue", "typingQueue"];
const EMPTY_QUEUE = {
  current_size_bytes: 0,
  largest_size_bytes: 0,
  max_size_bytes: 512_000,
  value_cntr1_size_bytes_lookback: 0,
};

export const introspection: Family = (app, { settings }) => {
  const server = describeServer(settings.serverName, settings.profile.version);
  addFacts(app, {
    "server/health/splunkd": ({ params }) =>
      params["name"] === "details" ? { details: healthDetails() } : { splunkd: GREEN },
    "server/sysinfo": {
      sysinfo: Object.fromEntries(SYSINFO.map((key) => [key, server[key] ?? ""])),
    },
    "server/introspection": { indexer: {}, kvstore: {}, queues: {}, search: {} },
    "server/introspection/queues": Object.fromEntries(QUEUES.map((name) => [name, EMPTY_QUEUE])),
    "server/status/resource-usage/hostwide": () => ({
      "result.hostwide": hostwide(server, settings.profile.point),
    }),
    "server/status/partitions-space": {
      "result.0": {
        available: 50_000,
        capacity: 100_000,
        free: 50_000,
        fs_type: "ext4",
        mount_point: "/",
      },
    },
    "server/status/limits/search-concurrency": () => ({ "search-concurrency": concurrency() }),
    "search/concurrency-settings": {
      concurrency_limit: { base_max_searches: 6, max_searches_per_cpu: 1, max_searches_perc: 50 },
    },
    "search/scheduler": { scheduler: { saved_searches_disabled: false } },
  });
};

function concurrency(): Facts[string] {
  const most = 6 + availableParallelism();
  return {
    max_hist_searches: most,
    max_hist_scheduled_searches: Math.floor(most / 2),
    max_rt_searches: most,
    max_rt_scheduled_searches: Math.floor(most / 2),
  };
}

function hostwide(server: Readonly<Record<string, string>>, version: string): Facts[string] {
  const cores = availableParallelism();
  return {
    cpu_arch: server["cpu_arch"] ?? "",
    cpu_count: cores,
    cpu_idle_pct: "90.00",
    cpu_system_pct: "5.00",
    cpu_user_pct: "5.00",
    instance_guid: server["guid"] ?? "",
    mem: (totalmem() / MIB).toFixed(3),
    mem_used: ((totalmem() - freemem()) / MIB).toFixed(3),
    normalized_load_avg_1min: ((loadavg()[0] ?? 0) / cores).toFixed(2),
    os_name: server["os_name"] ?? "",
    os_version: server["os_version"] ?? "",
    splunk_version: version,
    swap: "0.000",
    swap_used: "0.000",
    virtual_cpu_count: cores,
  };
}

/** Feature by feature, down to its indicators. */
function healthDetails(): Readonly<Record<string, Value>> {
  const parts = (names: string): Value =>
    Object.fromEntries(names.split(",").flatMap((name) => (name === "" ? [] : [[name, GREEN]])));
  const features = Object.entries(FEATURES).map(
    ([name, names]) => [name, { ...GREEN, features: parts(names) }] as const,
  );
  return { ...GREEN, features: Object.fromEntries(features) };
}
