/** AR025: A category or task outside the recommended vocabulary. */
import type { Check } from "../../rule/check.ts";

export const camVocabulary: Check = {
  id: "AR025",
  name: "cam-vocabulary",
  severity: "info",
  title: "A category or task outside the recommended vocabulary",
  why: "Enterprise Security shows categories and tasks as filters. It accepts other words, but nobody filters by them. Ground: alert_actions.conf.spec of Splunk_SA_CIM, which recommends the words and does not require them.",
  bad: {
    category: {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Cyber"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
    },
    task: {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["look"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
    },
  },
  good: {
    recommended: {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
    },
  },
  *run({ programs }) {
    for (const { action } of programs) {
      for (const [key, words] of Object.entries(WORDS)) {
        const given = action.cam?.[key];
        if (!Array.isArray(given)) continue;
        const odd = given.filter(
          (word) => typeof word === "string" && !words.includes(word.toLowerCase()),
        );
        if (odd.length === 0) continue;
        yield {
          message: `[${action.name}] ${key}: ${odd.join(", ")} is not a recommended word`,
          where: action.params.get("_cam")?.where ?? action.where,
          hint: `Recommended: ${words.join(", ")}.`,
        };
      }
    }
  },
};

const WORDS: Readonly<Record<string, readonly string[]>> = {
  category: [
    "information conveyance",
    "information gathering",
    "information tracking",
    "permissions control",
    "device control",
  ],
  task: ["block", "allow", "create", "update", "delete", "scan"],
};
