/**
 * Reads the text of a scenario file as cases, or says all that is wrong with it. Touches the disk only to see what is
 * named.
 */
import { readRelease } from "../../addon/config/read-release.ts";
import { secretReader } from "../../addon/config/read-secret.ts";
import { type ErrorCode, HarnessError } from "../../errors.ts";
import { readDocument } from "../../host/document/read-document.ts";
import type { DocumentForm, FormatFault, Mistake } from "../../host/document/reading.ts";
import { secretsInDocument } from "../../text/masking/find-secrets.ts";
import { createMask } from "../../text/masking/mask.ts";
import { compilePcre } from "../../search/regex/regex.ts";
import { readMatrix } from "../given/matrix.ts";
import { SCENARIO_SCHEMA } from "./declaration/scenario-schema.ts";
import { makeCases } from "./make-cases.ts";
import type { ReadScenario, ScenarioSource, ScenarioText } from "./scenario.ts";

const CODES: Readonly<Record<Mistake, ErrorCode>> = {
  syntax: "SCENARIO_SYNTAX",
  "unknown-key": "SCENARIO_UNKNOWN_KEY",
  "bad-value": "SCENARIO_BAD_VALUE",
  "bad-format": "SCENARIO_BAD_REGEX",
};

const FORM: DocumentForm = {
  schema: SCENARIO_SCHEMA,
  readers: { matrix: readMatrix, secret: secretReader(process.env), release: readRelease },
  formats: { pcre: regexFault },
  codeOf: (mistake) => CODES[mistake],
};

export function readScenario(source: ScenarioSource): ReadScenario {
  const { value, problems, places } = readDocument<ScenarioText>(FORM, source);
  if (value === undefined) {
    // Nothing is known yet but the text.
    const mask = createMask(secretsInDocument(source.text));
    return { cases: [], errors: mask.deep(problems), warnings: [] };
  }
  return makeCases(value, source, places);
}

function regexFault(pattern: string): FormatFault | undefined {
  try {
    compilePcre(pattern);
    return undefined;
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return {
      message: error.message.replace(/^Bad/, "bad"),
      hint: "Correct the pattern. It is a PCRE pattern. Use contains: for a text without patterns.",
    };
  }
}
