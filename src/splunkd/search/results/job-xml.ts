/**
 * What is told of a job beside its rows, as XML: summary, timeline and the parsed search.
 * Ground: examples in the REST API Reference; the attributes splunk-sdk-java's SearchJobTest looks for.
 */
import type { Value } from "../../model/entity.ts";
import { escapeMarkup } from "../../../text/escape-markup.ts";

export interface FieldSummary {
  readonly count: number;
  readonly distinct_count: number;
  readonly is_exact: boolean;
  readonly nc: number;
  readonly relevant: boolean;
  readonly modes: readonly {
    readonly value: string;
    readonly count: number;
    readonly is_exact: boolean;
  }[];
}

export interface Summary {
  readonly duration: number;
  readonly earliest_time: string;
  readonly latest_time: string;
  readonly event_count: number;
  readonly fields: Readonly<Record<string, FieldSummary>>;
}

export interface Timeline {
  readonly event_count: number;
  readonly buckets: readonly {
    readonly available_count: number;
    readonly duration: number;
    readonly earliest_strftime: string;
    readonly earliest_time: number;
    readonly earliest_time_offset: number;
    readonly is_finalized: boolean;
    readonly latest_time_offset: number;
    readonly total_count: number;
  }[];
}

const HEAD = "<?xml version='1.0' encoding='UTF-8'?>\n";

export function summaryXml({
  duration,
  earliest_time,
  latest_time,
  event_count,
  fields,
}: Summary): string {
  const start = attributes({ earliest_time, latest_time, duration, c: event_count });
  const each = Object.entries(fields).map(
    ([k, { count, nc, distinct_count, is_exact, relevant, modes }]) => {
      const values = modes.map(
        (mode) =>
          `      <value${attributes({ c: mode.count, exact: mode.is_exact })}><text>${escapeMarkup(mode.value)}</text></value>\n`,
      );
      const head = attributes({ k, c: count, nc, dc: distinct_count, exact: is_exact, relevant });
      return `  <field${head}>\n    <modes>\n${values.join("")}    </modes>\n  </field>\n`;
    },
  );
  return `${HEAD}<summary${start}>\n${each.join("")}</summary>\n`;
}

export function timelineXml({ event_count, buckets }: Timeline): string {
  const cursor = buckets[0]?.earliest_time ?? 0;
  const each = buckets.map((bucket) => {
    const head = attributes({
      c: bucket.total_count,
      a: bucket.available_count,
      t: bucket.earliest_time.toFixed(3),
      d: bucket.duration,
      f: bucket.is_finalized,
      etz: bucket.earliest_time_offset,
      ltz: bucket.latest_time_offset,
    });
    return `<bucket${head}>${escapeMarkup(bucket.earliest_strftime)}</bucket>\n`;
  });
  return `${HEAD}<timeline${attributes({ c: event_count, cursor })}>\n${each.join("")}</timeline>\n`;
}

/** Keys in a dict, the commands as a list behind it. */
export function parsedXml(
  shown: Readonly<Record<string, Value>>,
  commands: readonly Readonly<Record<string, Value>>[],
): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<response>\n${dict(shown)}${list(commands)}</response>\n`;
}

function dict(values: Readonly<Record<string, Value>>): string {
  const keys = Object.entries(values).map(
    ([key, value]) => `<key name="${escapeMarkup(key)}">${node(value)}</key>\n`,
  );
  return `<dict>\n${keys.join("")}</dict>\n`;
}

function list(items: readonly Value[]): string {
  return `<list>\n${items.map((item) => `<item>${node(item)}</item>\n`).join("")}</list>\n`;
}

function node(value: Value): string {
  if (value === null) return "";
  if (Array.isArray(value)) return `\n${list(value as readonly Value[])}`;
  if (typeof value === "object") return `\n${dict(value as Readonly<Record<string, Value>>)}`;
  return escapeMarkup(String(value));
}

function attributes(values: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(values)
    .map(
      ([name, value]) =>
        ` ${name}="${escapeMarkup(String(typeof value === "boolean" ? Number(value) : value))}"`,
    )
    .join("");
}
