/** Generates rows for a scenario that needs many, or strange ones. The same spec gives the same rows. */
import type { Row } from "../../invocation/invocation.ts";
import type { OpenRows } from "../../invocation/rows/open-rows.ts";
import type { GenerateSpec } from "../file/scenario.ts";

const BATCH = 1000;
const VALUES_OF_MV = 3;
/** What breaks naive readers: scripts of other directions, wide letters, combining ones, CSV's own signs. */
const UNICODE = 'Zoë "quoted", 日本語 עברית 🦄 é\nsecond line; \\ $ %';

/** A million of them never lie in memory. */
export function generateRows(spec: GenerateSpec, now: number, seed: number): OpenRows {
  const count = spec.count ?? 1;
  async function* batches(): AsyncGenerator<readonly Row[]> {
    for (let from = 0; from < count; from += BATCH) {
      const size = Math.min(BATCH, count - from);
      yield Array.from({ length: size }, (_, n) => makeRow(spec, from + n, now, seed));
    }
  }
  return {
    fields: count === 0 ? [] : Object.keys(makeRow(spec, 0, now, seed)),
    batches: batches(),
    [Symbol.asyncDispose]: async () => {},
  };
}

function makeRow(spec: GenerateSpec, n: number, now: number, seed: number): Row {
  const row: Record<string, string | readonly string[]> = Object.create(null);
  row["_time"] = String(Math.floor(now) - n);
  row["src"] = address("192.0.2", n + seed);
  row["dest"] = address("198.51.100", n + seed);
  row["user"] = `user${n}`;
  return Object.assign(row, oddFields(spec, n), ownFields(spec, n));
}

/** What the spec asks for by name. */
function oddFields(spec: GenerateSpec, n: number): Row {
  const values = valuesOfMv(spec.mv);
  const mv = Array.from({ length: values }, (_, place) => `value ${place} of ${n}`);
  return {
    ...(values > 0 && { mv }),
    ...(spec.unicode === true && { unicode: UNICODE }),
    ...(spec.empty === true && { empty: "" }),
    ...(spec.duplicateRid === true && { rid: "0" }),
  };
}

function valuesOfMv(mv: GenerateSpec["mv"] = false): number {
  if (typeof mv === "number") return mv;
  return mv ? VALUES_OF_MV : 0;
}

function ownFields({ fields = {} }: GenerateSpec, n: number): Row {
  const fill = (text: string): string => text.replaceAll("{n}", String(n));
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      typeof value === "string" ? fill(value) : value.map(fill),
    ]),
  );
}

/** Ground: RFC 5737, addresses that belong to nobody. */
function address(net: string, n: number): string {
  return `${net}.${n % 256}`;
}
