/**
 * What the stand-in logs of itself, as events of `_internal`: splunkd.log, metrics.log and the access log.
 * Ground: index=_internal has splunkd's log and its access log (sourcetypes splunkd, splunkd_access).
 */
import type { WrittenEvent } from "../../../events/event.ts";
import { type AccessLog, accessLine } from "../../call/record/access-log.ts";
import type { Settings } from "../../instance/settings.ts";

export class OwnLog {
  readonly #settings: Pick<Settings, "serverName" | "splunkHome" | "now">;
  readonly #startedAt: number;
  readonly #access: AccessLog;

  constructor(
    settings: Pick<Settings, "serverName" | "splunkHome" | "now">,
    startedAt: number,
    access: AccessLog,
  ) {
    this.#settings = settings;
    this.#startedAt = startedAt;
    this.#access = access;
  }

  get count(): number {
    return PARTS.length + [...this.#metrics()].length + this.#access.records.length;
  }

  *events(): Generator<WrittenEvent> {
    const start = this.#startedAt / 1000;
    for (const [number, part] of PARTS.entries()) {
      const raw = `${stamp(start)} INFO  ${part} [1 MainThread] - ${part} is ready`;
      yield this.#event({ raw, time: start, sourcetype: "splunkd", file: "splunkd.log", number });
    }
    yield* this.#metrics();
    for (const [number, record] of this.#access.records.entries()) {
      const { text: raw, time, fields: indexed } = accessLine(record);
      const file = "splunkd_access.log";
      yield { ...this.#event({ raw, time, sourcetype: "splunkd_access", file, number }), indexed };
    }
  }

  /**
   * Ground: index=_internal holds hundreds of events of the last minutes on any Splunk, which suites of clients count on:
   * splunk-sdk-java's testExportArgs wants 200 of the last ten, splunk-sdk-ruby's 150.
   */
  *#metrics(): Generator<WrittenEvent> {
    const now = this.#settings.now() / 1000;
    const first = Math.ceil((now - 600) / PERIOD);
    for (let turn = first, number = 0; turn * PERIOD < now; turn += 1) {
      const time = turn * PERIOD;
      for (const line of METRICS) {
        const raw = `${stamp(time)} INFO  Metrics - ${line}`;
        yield this.#event({ raw, time, sourcetype: "splunkd", file: "metrics.log", number });
        number += 1;
      }
    }
  }

  #event({ raw, time, sourcetype, file, number }: LogLine): WrittenEvent {
    const { serverName: host, splunkHome } = this.#settings;
    return {
      raw,
      time,
      index: "_internal",
      host,
      source: `${splunkHome}/var/log/splunk/${file}`,
      sourcetype,
      indexed: {},
      origin: { kind: "log", file, number },
      notes: [],
    };
  }
}

interface LogLine {
  readonly raw: string;
  /** Epoch seconds. */
  readonly time: number;
  readonly sourcetype: string;
  readonly file: string;
  readonly number: number;
}

const PARTS =
  "loader ServerConfig AppServer IndexProcessor HotDBManager LicenseMgr KVStoreMgr TailingProcessor HttpInputDataHandler SearchScheduler ModularInputs PipelineComponent".split(
    " ",
  );

/** Names that metrics.log has lines of, every half minute. */
const QUEUES =
  "aggqueue auditqueue fschangemanager_queue indexqueue nullqueue parsingqueue stashparsing tcpin_queue typingqueue udp_queue winparsing httpinputq".split(
    " ",
  );
const SOURCETYPES = [
  "splunkd",
  "splunkd_access",
  "splunkd_ui_access",
  "splunk_python",
  "audittrail",
];
const METRICS: readonly string[] = [
  ...QUEUES.map(
    (name) =>
      `group=queue, name=${name}, max_size_kb=500, current_size_kb=0, current_size=0, largest_size=1, smallest_size=0`,
  ),
  ...SOURCETYPES.map(
    (name) =>
      `group=per_sourcetype_thruput, series="${name}", kbps=0.5, eps=1, kb=15.5, ev=31, avg_age=1, max_age=2`,
  ),
];
const PERIOD = 31;

/** `11-25-2026 05:04:10.657 +0000`. */
function stamp(seconds: number): string {
  const iso = new Date(seconds * 1000).toISOString();
  return `${iso.slice(5, 7)}-${iso.slice(8, 10)}-${iso.slice(0, 4)} ${iso.slice(11, 23)} +0000`;
}
