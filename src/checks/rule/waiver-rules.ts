/** What can be wrong with waivers themselves. `waive` finds these, after all other rules have run; they cannot be waived. */
import type { Rule } from "./check.ts";

const UNVERIFIED = {
  "default/alert_actions.conf": "[ping]\n",
  "bin/ping.py": "import requests\nrequests.get('https://x.example', verify=False)\n",
};
const REASON = "reason: the server of the lab has a certificate of its own";

export const waiverBlanket: Rule = {
  id: "AR190",
  name: "waiver-blanket",
  severity: "warning",
  title: "A waiver of every finding everywhere",
  why: "Such a waiver hides findings that nobody has seen yet, and rules that are still to come: nobody can answer for these. Name rules, or at least a path.",
  bad: {
    everything: { ...UNVERIFIED, "ar-sim.config.yaml": `waivers:\n  - id: "*"\n    ${REASON}\n` },
  },
  good: {
    "one rule": { ...UNVERIFIED, "ar-sim.config.yaml": `waivers:\n  - id: AR081\n    ${REASON}\n` },
    "all of a folder": {
      ...UNVERIFIED,
      "ar-sim.config.yaml": `waivers:\n  - id: "*"\n    path: bin/\n    ${REASON}\n`,
    },
  },
};

export const waiverUnused: Rule = {
  id: "AR191",
  name: "waiver-unused",
  severity: "warning",
  title: "A waiver that waives nothing",
  why: "The finding is gone, or was never there, or the path names another file. Left in place, the waiver would hide the next finding of that kind. A rule that this call was not asked to run is not counted.",
  bad: {
    "another folder": {
      ...UNVERIFIED,
      "ar-sim.config.yaml": `waivers:\n  - id: AR081\n    path: lib/\n    ${REASON}\n`,
    },
  },
  good: {
    "it waives": {
      ...UNVERIFIED,
      "ar-sim.config.yaml": `waivers:\n  - id: AR081\n    ${REASON}\n`,
    },
  },
};

export const waiverRules: readonly Rule[] = [waiverBlanket, waiverUnused];
