/**
 * Stanzas of Enterprise Security that clients take for given, so that what is written by its endpoints can be read and
 * searched. Ground: ES developer pages, «Notable Event framework»: the names. Guess: the definitions are the simplest that
 * serve; those of a real one bring more fields.
 */

import { DISPOSITIONS, STATUSES } from "./review-labels.ts";

type Stanza = readonly [app: string, name: string, settings: Readonly<Record<string, string>>];

/**
 * What the review of a notable event says takes the place of what the event says, the latest of each.
 * Ground: ES developer pages, «Using notable events in search»: the macro fills in default values, and the state of the
 * event from the collection incident_review; event_id as public searches make it.
 */
const REVIEWED = "status owner urgency disposition comment".split(" ");
const LATEST = REVIEWED.map(
  (name) => `${name}=coalesce(mvindex(review_${name}, -1), ${name})`,
).join(", ");
const words = (field: string, labels: Readonly<Record<string, string>>): string =>
  `case(${Object.entries(labels)
    .map(([value, label]) => `${field}="${value}", "${label}"`)
    .join(", ")})`;
const NOTABLE = [
  "index=notable",
  'eval event_id=coalesce(event_id, mvindex(split(_bkt, "~"), -1)."@@".index."@@".md5(_time._raw))',
  "eval rule_id=coalesce(rule_id, event_id)",
  `lookup incident_review_lookup rule_id OUTPUT ${REVIEWED.map((name) => `${name} AS review_${name}`).join(" ")}`,
  `eval ${LATEST}`,
  "fields - review_*",
  'eval status=coalesce(status, "1"), owner=coalesce(owner, "unassigned")',
  "`get_urgency`",
  `eval status_label=${words("status", STATUSES)}, disposition_label=${words("disposition", DISPOSITIONS)}`,
].join(" | ");

/**
 * Ground: ES User Manual, «How urgency is assigned to notable events»: by severity, and the priority of asset or identity.
 * What a reviewer chose stays.
 */
const WEAK = 'in(priority, "medium", "high", "critical")';
const URGENCY = [
  'severity="informational", "informational"',
  `severity="critical", if(${WEAK}, "critical", "high")`,
  `severity="high", case(priority="critical", "critical", ${WEAK}, "high", true(), "medium")`,
  'severity="medium", case(priority="critical", "high", in(priority, "medium", "high"), "medium", true(), "low")',
  'in(priority, "high", "critical"), "medium"',
  'true(), "low"',
].join(", ");

/** Ground: ES manual on risk scores: the macro adds the score of each asset and identity, from index=risk. */
const CORRELATED = ["dest", "src", "user"]
  .map(
    (field) =>
      `join type=left ${field} [search index=risk | stats sum(risk_score) AS ${field}_risk_score BY risk_object | rename risk_object AS ${field}]`,
  )
  .join(" | ");

const INTEL = "SA-ThreatIntelligence";
const REVIEW = "time,rule_id,rule_name,owner,urgency,status,disposition,comment,user";

const STANZAS: Readonly<Record<string, readonly Stanza[]>> = {
  collections: [
    ["Splunk_SA_CIM", "cam_queue", {}],
    [INTEL, "incident_review", {}],
  ],
  transforms: [
    [
      INTEL,
      "incident_review_lookup",
      {
        external_type: "kvstore",
        collection: "incident_review",
        fields_list: `_key,${REVIEW}`,
      },
    ],
  ],
  macros: [
    [INTEL, "notable", { definition: NOTABLE }],
    [
      INTEL,
      "notable_by_id(1)",
      {
        args: "event_id",
        definition: '`notable` | search event_id="$event_id$" OR rule_id="$event_id$"',
      },
    ],
    [INTEL, "get_urgency", { definition: `eval urgency=coalesce(urgency, case(${URGENCY}))` }],
    [INTEL, "risk_correlation", { definition: CORRELATED }],
    [
      INTEL,
      "incident_review",
      {
        definition: `inputlookup incident_review_lookup | eval _time=time | fields _time,${REVIEW}`,
      },
    ],
  ],
};

export function enterpriseSecurity(file: string): readonly Stanza[] {
  return Object.hasOwn(STANZAS, file) ? (STANZAS[file] ?? []) : [];
}
