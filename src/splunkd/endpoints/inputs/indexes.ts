/**
 * data/indexes. Ground: REST API Reference, «data/indexes»; indexes.conf.spec for the defaults; splunk-sdk-csharp-pcl's
 * recordings for what is shown, where an index lies, and who may read it.
 */
import { pick } from "../../instance/access.ts";
import type { Call } from "../../call/call.ts";
import { collection, ownArguments } from "../../call/collection/collection.ts";
import {
  feedOf,
  viewOf,
  viewerOf,
  type CollectionSpec,
} from "../../call/collection/collection-spec.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import {
  asBoolean,
  asText,
  type Content,
  content,
  effective,
  type Entity,
} from "../../model/entity.ts";
import type { Feed } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";

/** Ground: indexes.conf.spec. */
const DEFAULTS = {
  assureUTF8: false,
  bucketRebuildMemoryHint: "auto",
  coldToFrozenDir: "",
  coldToFrozenScript: "",
  compressRawdata: true,
  datatype: "event",
  enableDataIntegrityControl: false,
  enableOnlineBucketRepair: true,
  enableRealtimeSearch: true,
  enableTsidxReduction: false,
  frozenTimePeriodInSecs: 188_697_600,
  indexThreads: "auto",
  journalCompression: "gzip",
  maxBloomBackfillBucketAge: "30d",
  maxBucketSizeCacheEntries: 0,
  maxConcurrentOptimizes: 6,
  maxDataSize: "auto",
  maxGlobalDataSizeMB: 0,
  maxHotBuckets: "auto",
  maxHotIdleSecs: 0,
  maxHotSpanSecs: 7_776_000,
  maxMemMB: 5,
  maxMetaEntries: 1_000_000,
  maxRunningProcessGroups: 8,
  maxRunningProcessGroupsLowPriority: 1,
  maxTimeUnreplicatedNoAcks: 300,
  maxTimeUnreplicatedWithAcks: 60,
  maxTotalDataSizeMB: 500_000,
  maxWarmDBCount: 300,
  memPoolMB: "auto",
  minHotIdleSecsBeforeForceRoll: "auto",
  minRawFileSyncSecs: "disable",
  minStreamGroupQueueSize: 2000,
  partialServiceMetaPeriod: 0,
  processTrackerServiceInterval: 1,
  quarantineFutureSecs: 2_592_000,
  quarantinePastSecs: 77_760_000,
  rawChunkSizeBytes: 131_072,
  repFactor: "0",
  rotatePeriodInSecs: 60,
  rtRouterQueueSize: 10_000,
  rtRouterThreads: 0,
  selfStorageThreads: 2,
  serviceInactiveIndexesPeriod: 60,
  serviceMetaPeriod: 25,
  serviceOnlyAsNeeded: true,
  serviceSubtaskTimingPeriod: 30,
  splitByIndexKeys: "",
  streamingTargetTsidxSyncPeriodMsec: 5000,
  suppressBannerList: "",
  suspendHotRollByDeleteQuery: false,
  sync: 0,
  syncMeta: true,
  throttleCheckPeriod: 15,
  tsidxReductionCheckPeriodInSec: 600,
  tsidxWritingLevel: 3,
  tstatsHomePath: "volume:_splunk_summaries/$_index_name/datamodel_summary",
  warmToColdScript: "",
};
const FLAGS: ReadonlySet<string> = new Set(keysOf("boolean"));
const NUMBERS: ReadonlySet<string> = new Set(keysOf("number"));

function keysOf(type: string): string[] {
  return Object.entries(DEFAULTS).flatMap(([key, value]) => (typeof value === type ? [key] : []));
}

/** Directories of the shipped ones whose names differ. Ground: indexes.conf.spec and the recordings. */
const FOLDERS = content({
  main: "defaultdb",
  history: "historydb",
  summary: "summarydb",
  _internal: "_internaldb",
  _audit: "audit",
  _thefishbucket: "fishbucket",
});

const spec: CollectionSpec = {
  path: "data/indexes",
  kind: "indexes",
  title: "indexes",
  isGlobal: true,
  isInApp: true,
  // Ground: the Terraform provider makes its indexes so.
  isMadeByName: true,
  capabilities: { create: ["indexes_edit"], edit: ["indexes_edit"], remove: ["indexes_edit"] },
  fields: {
    required: ["name"],
    optional: ["homePath", "coldPath", "thawedPath", "disabled", ...Object.keys(DEFAULTS)],
    wildcard: [".*"],
  },
  shows: shown,
  create(args) {
    const name = args.get("name") ?? "";
    if (!/^[a-z0-9_][a-z0-9_-]*$/.test(name))
      throw new RestError(400, `Invalid index name '${name}'`);
    return { name, content: typed(ownArguments(args)) };
  },
  update: (_entity, args) => typed(ownArguments(args)),
  changed(entity, what, call) {
    if (what === "remove") call.splunkd.inbox.empty(entity.name);
  },
  conflict: (name) =>
    new RestError(409, `In handler 'indexes': An index with name=${name} already exists`),
};

export const indexes: readonly Endpoint[] = [
  ...collection(spec),
  {
    path: `${spec.path}/{name}/roll-hot-buckets`,
    POST: { capabilities: ["indexes_edit"], run: roll },
  },
];

function shown(entity: Entity, { splunkd }: Call): Content {
  const own = typed(effective(entity));
  const { events, bytes } = splunkd.indexCounts.of(entity.name);
  const folder = asText(FOLDERS[entity.name] ?? entity.name);
  const paths = content({
    homePath: `$SPLUNK_DB/${folder}/db`,
    coldPath: `$SPLUNK_DB/${folder}/colddb`,
    thawedPath: `$SPLUNK_DB/${folder}/thaweddb`,
  });
  const all = content({ ...DEFAULTS, ...paths, ...own });
  const place = `${splunkd.settings.splunkHome}/var/lib/splunk`;
  for (const key of Object.keys(paths))
    all[`${key}_expanded`] = asText(all[key]).replace("$SPLUNK_DB", place);
  return content({
    ...all,
    summaryHomePath_expanded: `${place}/${folder}/summary`,
    currentDBSizeMB: Math.max(1, Math.ceil(bytes / 1_048_576)),
    defaultDatabase: "main",
    disabled: asBoolean(own["disabled"]),
    "eai:appName": entity.app,
    "eai:userName": "nobody",
    isInternal: entity.name.startsWith("_"),
    isReady: true,
    isVirtual: false,
    lastInitSequenceNumber: 1,
    lastInitTime: (splunkd.startedAt / 1000).toFixed(6),
    maxTime: events === 0 ? "" : stamp(splunkd.now()),
    minTime: events === 0 ? "" : stamp(splunkd.startedAt),
    totalEventCount: events,
  });
}

/** `2026-01-31T12:00:00+0000`. */
function stamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}+0000`;
}

/** Numbers and booleans are told as such. */
function typed(own: Content): Content {
  return content(
    Object.entries(own).map(([key, value]) => {
      if (FLAGS.has(key) || key === "disabled") return [key, asBoolean(value)] as const;
      const isNumber = NUMBERS.has(key) && /^-?\d+$/.test(asText(value));
      return [key, isNumber ? Number(asText(value)) : value] as const;
    }),
  );
}

/** Ground: the SDKs empty an index by letting its events get old at once, and rolling the buckets they lie in. */
const SOON_SECONDS = 60;

function roll(call: Call): Feed {
  const { splunkd, params } = call;
  const entity = pick(splunkd.store.bucket("indexes"), params["name"] ?? "", viewerOf(spec, call));
  const period = entity.content["frozenTimePeriodInSecs"];
  if (typeof period === "number" && period <= SOON_SECONDS) splunkd.inbox.empty(entity.name);
  return feedOf(spec, call, { views: [viewOf(spec, entity, call)] });
}
