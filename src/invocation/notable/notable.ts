/**
 * A mock notable event: the row that Incident Review (Mission Control in ES 8) hands to an ad hoc response action.
 * Field names, and how event_id, orig_sid and orig_rid are made, come from public notables and the searches that read
 * them. The values are invented.
 */
import { createHash } from "node:crypto";
import type { Row } from "../invocation.ts";
import { makeSid } from "../search/make-sid.ts";
import { DOMAIN_NOTABLES, type DomainNotable, type SecurityDomain } from "./notable-domains.ts";
import { emptyRow } from "../rows/row-shape.ts";

/** ES 8 calls a notable a finding. The action, its index and its log keep their names. */
export type NotableWording = "es7" | "es8";

export interface NotableSpec {
  /** Default: `threat`. */
  readonly domain?: SecurityDomain | undefined;
  /** Default: `es7`. */
  readonly wording?: NotableWording | undefined;
  /** Fields that override the built ones. An empty value removes a field. */
  readonly set?: readonly (readonly [string, string])[] | undefined;
}

const ES_APP = "SplunkEnterpriseSecuritySuite";
/** The indexer that would hold the event. */
export const INDEXER_GUID: string = "6E3A1F0B-54C2-4D7A-9B1E-0C5D8A7F2E43";
const SPAN = 3600;

/** `now` in epoch seconds: when the correlation search ran. */
export function buildNotable(spec: NotableSpec, now: number): Row {
  const domain = spec.domain ?? "threat";
  const about = DOMAIN_NOTABLES[domain];
  const time = Math.floor(now);
  const raw = rawOf(about, time);
  const id = notableId(INDEXER_GUID, "notable", time, raw);
  const row = Object.assign(
    emptyRow(),
    { _time: String(time), event_id: id, rule_id: id },
    ruleFields(about, domain),
    TRIAGE,
    drilldownFields(about, time),
    originFields(about, time),
    about.fields,
    spec.wording === "es8" ? findingFields(about, id) : {},
    { _raw: raw },
  );
  for (const [field, value] of spec.set ?? []) {
    if (value === "") delete row[field];
    else row[field] = value;
  }
  return row;
}

function ruleFields(about: DomainNotable, domain: SecurityDomain): Record<string, string> {
  return {
    rule_name: about.ruleName,
    rule_title: about.ruleTitle,
    rule_description: about.ruleDescription,
    search_name: about.searchName,
    source: about.searchName,
    sourcetype: "stash",
    index: "notable",
    host: "es-sh-01",
    security_domain: domain,
    severity: about.severity,
    urgency: about.urgency,
  };
}

/** The state of a notable that nobody has looked at. */
const TRIAGE: Readonly<Record<string, string>> = {
  priority: "unknown",
  status: "1",
  status_label: "New",
  status_group: "New",
  status_default: "true",
  owner: "unassigned",
  owner_realname: "unassigned",
  disposition: "disposition:6",
  disposition_label: "Undetermined",
};

function drilldownFields(about: DomainNotable, time: number): Record<string, string> {
  return {
    drilldown_name: about.drilldownName,
    drilldown_search: about.drilldownSearch,
    drilldown_earliest: String(time - SPAN),
    drilldown_latest: String(time),
    ...infoFields(time),
  };
}

/** Fields of the search that made the notable, and of the event that it found. */
function originFields(
  about: DomainNotable,
  time: number,
): Record<string, string | readonly string[]> {
  return {
    orig_action_name: "notable",
    orig_sid: makeSid({
      mode: "saved",
      app: ES_APP,
      owner: "admin",
      searchName: about.searchName,
      epoch: time - (time % 300),
      counter: 1042,
    }),
    orig_rid: "0",
    orig_time: String(time - 122),
    orig_index: "main",
    orig_sourcetype: about.origSourcetype,
    orig_source: "mock",
    orig_host: "fwd-01",
    orig_raw: about.origRaw,
    orig_tag: about.tags,
    tag: about.tags,
    risk_object: about.riskObject,
    risk_object_type: about.riskObjectType,
    risk_score: about.riskScore,
  };
}

function infoFields(time: number): Record<string, string> {
  return {
    info_min_time: `${time - SPAN}.000`,
    info_max_time: `${time}.000`,
    info_search_time: `${time}.104`,
  };
}

/**
 * Ground: public searches make it from the GUID of the bucket, the index, and the MD5 of `_time` followed by `_raw`.
 */
export function notableId(guid: string, index: string, time: number, raw: string): string {
  return `${guid}@@${index}@@${createHash("md5").update(`${time}${raw}`).digest("hex")}`;
}

/** Guess: only public samples tell which fields ES 8 adds, and they may not show all. */
function findingFields(about: DomainNotable, eventId: string): Record<string, string> {
  return {
    finding_id: eventId,
    finding_title: about.ruleTitle,
    finding_description: about.ruleDescription,
    finding_score: about.riskScore,
    entity: about.riskObject,
    entity_type: about.riskObjectType,
    normalized_risk_object: about.riskObject.toLowerCase(),
    notable_type: "notable",
    investigation_type: "default",
  };
}

/** As the notable action writes it: time, search name, then the fields sorted by name. */
function rawOf(about: DomainNotable, time: number): string {
  const pairs = Object.entries({
    ...about.fields,
    orig_raw: about.origRaw,
    orig_sourcetype: about.origSourcetype,
    ...infoFields(time),
  })
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([field, value]) => `${field}="${value.replace(/[\\"]/g, String.raw`\$&`)}"`);
  return [String(time), `search_name="${about.searchName}"`, ...pairs].join(", ");
}
