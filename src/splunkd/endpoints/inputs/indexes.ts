/**
 * data/indexes. Ground: REST API Reference, «data/indexes»; indexes.conf.spec for the defaults; splunk-sdk-csharp-pcl's
 * recordings for what is shown, where an index lies, and who may read it.
 */
import { pick } from "../../instance/access.ts";
import { addCollection } from "../../call/collection/add-collection.ts";
import { settingsIn } from "../../call/collection/settings-in.ts";
import type { Family, PathRequest } from "../../call/family.ts";
import {
  asBoolean,
  asText,
  type Content,
  content,
  effective,
  type Entity,
} from "../../model/entity.ts";
import { RestError } from "../../model/rest-error.ts";
import type { Parts } from "../../parts.ts";

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

const EDIT = ["indexes_edit"];

export const indexes: Family = (app, parts) => {
  const { inbox } = parts;
  const collection = addCollection(app, parts, {
    path: "data/indexes",
    kind: "indexes",
    isGlobal: true,
    isInApp: true,
    // Ground: the Terraform provider makes its indexes so.
    isMadeByName: true,
    capabilities: { create: EDIT, edit: EDIT, remove: EDIT },
    fields: {
      required: ["name"],
      optional: ["homePath", "coldPath", "thawedPath", "disabled", ...Object.keys(DEFAULTS)],
      wildcard: [".*"],
    },
    shows: (entity) => shownIndex(entity, parts),
    create(args) {
      const name = args.get("name") ?? "";
      if (!/^[a-z0-9_][a-z0-9_-]*$/.test(name))
        throw new RestError(400, `Invalid index name '${name}'`);
      return { name, content: typed(settingsIn(args)) };
    },
    update: (_entity, args) => typed(settingsIn(args)),
    changed(entity, what) {
      if (what === "remove") inbox.empty(entity.name);
    },
    conflict: (name) =>
      new RestError(409, `In handler 'indexes': An index with name=${name} already exists`),
  });

  const rolling = { config: { capabilities: EDIT } };
  app.post("/data/indexes/:name/roll-hot-buckets", rolling, (request: PathRequest) => {
    const entity = pick(
      collection.bucketOf(request),
      collection.nameIn(request),
      collection.viewerOf(request),
    );
    const period = entity.content["frozenTimePeriodInSecs"];
    if (typeof period === "number" && period <= SOON_SECONDS) inbox.empty(entity.name);
    return collection.feedOf(request, { views: [collection.viewOf(entity, request)] });
  });
};

/** Ground: the SDKs empty an index by letting its events get old at once, and rolling the buckets they lie in. */
const SOON_SECONDS = 60;

function shownIndex(
  entity: Entity,
  {
    settings,
    indexCounts,
    startedAt,
    now,
  }: Pick<Parts, "settings" | "indexCounts" | "startedAt" | "now">,
): Content {
  const written = typed(effective(entity));
  const { events, bytes } = indexCounts.of(entity.name);
  const folder = asText(FOLDERS[entity.name] ?? entity.name);
  const paths = content({
    homePath: `$SPLUNK_DB/${folder}/db`,
    coldPath: `$SPLUNK_DB/${folder}/colddb`,
    thawedPath: `$SPLUNK_DB/${folder}/thaweddb`,
  });
  const shown = content({ ...DEFAULTS, ...paths, ...written });
  const place = `${settings.splunkHome}/var/lib/splunk`;
  for (const key of Object.keys(paths))
    shown[`${key}_expanded`] = asText(shown[key]).replace("$SPLUNK_DB", place);
  return content({
    ...shown,
    summaryHomePath_expanded: `${place}/${folder}/summary`,
    currentDBSizeMB: Math.max(1, Math.ceil(bytes / 1_048_576)),
    defaultDatabase: "main",
    disabled: asBoolean(written["disabled"]),
    "eai:appName": entity.app,
    "eai:userName": "nobody",
    isInternal: entity.name.startsWith("_"),
    isReady: true,
    isVirtual: false,
    lastInitSequenceNumber: 1,
    lastInitTime: (startedAt / 1000).toFixed(6),
    maxTime: events === 0 ? "" : stamp(now()),
    minTime: events === 0 ? "" : stamp(startedAt),
    totalEventCount: events,
  });
}

/** `2026-01-31T12:00:00+0000`. */
function stamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}+0000`;
}

/** Numbers and booleans are told as such. */
function typed(settings: Content): Content {
  return content(
    Object.entries(settings).map(([key, value]) => {
      if (FLAGS.has(key) || key === "disabled") return [key, asBoolean(value)] as const;
      const isNumber = NUMBERS.has(key) && /^-?\d+$/.test(asText(value));
      return [key, isNumber ? Number(asText(value)) : value] as const;
    }),
  );
}
