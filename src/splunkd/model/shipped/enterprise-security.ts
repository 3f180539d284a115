/**
 * Stanzas of Enterprise Security that clients take for given, so that what is written by its endpoints can be read and
 * searched. Ground: ES developer pages, «Notable Event framework»: the names. Guess: the definitions are the simplest that
 * serve; those of a real one bring more fields.
 */

type Stanza = readonly [app: string, name: string, settings: Readonly<Record<string, string>>];

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
    [INTEL, "notable", { definition: "index=notable" }],
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
