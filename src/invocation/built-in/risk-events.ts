/**
 * The risk events that Enterprise Security's action `risk` makes: one for each row and each object of it that is at risk.
 * Ground: `action.risk.param._risk` of published detections: a JSON list of the fields that hold an object at risk, or a
 * threat; `_risk_message` with tokens. Guess: which fields an event has beside those of its row.
 */
import type { Row } from "../invocation.ts";
import { expandTokens } from "../payload/expand-tokens.ts";
import { emptyRow } from "../rows/row-shape.ts";
import type { EffectParts } from "./effect-parts.ts";

interface RiskModifier {
  readonly objectField: string;
  readonly objectType: string;
  readonly score: string;
}

export function riskEvents(parts: EffectParts): Row[] {
  const modifiers = readModifiers(parts.params);
  const { threats } = modifiers;
  return parts.rows.flatMap((row, number) =>
    modifiers.risks.flatMap(({ objectField, objectType, score }) =>
      valuesOf(row, objectField).map((object) => ({
        ...Object.assign(emptyRow(), row),
        ...threatsOf(row, threats),
        _time: valuesOf(row, "_time")[0] ?? String(Math.floor(parts.search.now)),
        index: "risk",
        sourcetype: "stash",
        source: parts.search.searchName || "AdHoc Risk Score",
        orig_sid: parts.search.sid,
        orig_rid: String(number),
        risk_object: object,
        risk_object_type: objectType,
        risk_score: score,
        risk_message: messageOf(row, parts),
      })),
    ),
  );
}

interface Modifiers {
  readonly risks: readonly RiskModifier[];
  readonly threats: readonly (readonly [field: string, type: string])[];
}

function readModifiers(params: ReadonlyMap<string, string>): Modifiers {
  const usual = params.get("_risk_score") ?? "0";
  const field = params.get("_risk_object");
  const single =
    field === undefined
      ? []
      : [
          {
            objectField: field,
            objectType: params.get("_risk_object_type") ?? "other",
            score: usual,
          },
        ];
  const listed = readList(params.get("_risk"));
  const text = (entry: Readonly<Record<string, unknown>>, name: string): string | undefined => {
    const value = entry[name];
    return value === undefined || value === null ? undefined : String(value);
  };
  const risks = listed.flatMap((entry) => {
    const objectField = text(entry, "risk_object_field");
    if (objectField === undefined) return [];
    const objectType = text(entry, "risk_object_type") ?? "other";
    return [{ objectField, objectType, score: text(entry, "risk_score") ?? usual }];
  });
  const threats = listed.flatMap((entry) => {
    const threat = text(entry, "threat_object_field");
    return threat === undefined ? [] : [[threat, text(entry, "threat_object_type") ?? ""] as const];
  });
  return { risks: [...single, ...risks], threats };
}

/** What is no list of objects names nothing at risk. */
function readList(text: string | undefined): readonly Readonly<Record<string, unknown>>[] {
  try {
    const list: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(list)
      ? list.filter((item) => typeof item === "object" && item !== null)
      : [];
  } catch {
    return [];
  }
}

function threatsOf(row: Row, threats: Modifiers["threats"]): Row {
  const held = threats.flatMap(([field, type]) =>
    valuesOf(row, field).map((value) => [value, type] as const),
  );
  if (held.length === 0) return {};
  return {
    threat_object: held.map(([value]) => value),
    threat_object_type: held.map(([, type]) => type),
  };
}

/** Tokens are names of the row's fields here: `$user$`. */
function messageOf(row: Row, { params, search }: EffectParts): string {
  const text = (params.get("_risk_message") ?? "").replace(/\$([\w.]+)\$/g, (whole, name: string) =>
    row[name] === undefined ? whole : valuesOf(row, name).join(" "),
  );
  const context = {
    search,
    actionName: "risk",
    row,
    rowCount: 1,
    resultId: undefined,
    resultsFile: "",
  };
  return expandTokens(text, context, "_risk_message").text;
}

function valuesOf(row: Row, field: string): readonly string[] {
  return [row[field] ?? []].flat().filter((value) => value !== "");
}
