/** A lookup table that is asked for rows by some of its fields, as the rules of its definition compare them. */
import type { MutableRow } from "../../text/row.ts";
import type { LookupTable } from "../stage/stage.ts";
import { CidrIndex } from "./cidr-index.ts";
import { type LookupRules, type MatchKind, PLAIN_RULES } from "./lookup-rules.ts";
import { WildcardIndex } from "./wildcard-index.ts";

/** Answers that are kept: events say the same again and again. */
const KEPT = 10_000;

interface Index {
  fitting(value: string): readonly number[];
}

export class LookupIndex {
  readonly #rules: LookupRules;
  readonly #exact: readonly number[];
  readonly #loose: readonly number[];
  readonly #kinds: readonly MatchKind[];
  readonly #groups = new Map<string, Group>();
  readonly #known = new Map<string, readonly MutableRow[]>();

  private constructor(fields: readonly string[], rules: LookupRules) {
    this.#rules = rules;
    this.#kinds = fields.map((field) => rules.kinds.get(field) ?? "EXACT");
    const places = [...fields.keys()];
    this.#exact = places.filter((place) => this.#kinds[place] === "EXACT");
    this.#loose = places.filter((place) => this.#kinds[place] !== "EXACT");
  }

  static async of(
    { rules = PLAIN_RULES, rows }: LookupTable,
    fields: readonly string[],
  ): Promise<LookupIndex> {
    const index = new LookupIndex(fields, rules);
    for await (const batch of rows()) for (const row of batch) index.#add(row, fields);
    return index;
  }

  /** Rows of the table in its order: as many as may match. `values`: one for each field. */
  find(values: readonly string[]): readonly MutableRow[] {
    const asked = values.map((value) => this.#plain(value));
    const id = JSON.stringify(asked);
    let rows = this.#known.get(id);
    if (rows === undefined) {
      rows = this.#search(asked);
      if (this.#known.size >= KEPT) this.#known.clear();
      this.#known.set(id, rows);
    }
    return rows;
  }

  #search(asked: readonly string[]): readonly MutableRow[] {
    const group = this.#groups.get(pick(asked, this.#exact));
    return group?.find(asked, this.#rules.most) ?? [];
  }

  #add(row: MutableRow, fields: readonly string[]): void {
    const values = fields.map((field) => [row[field] ?? []].flat()[0]);
    // A cell without a value is nothing that an event could be equal to.
    if (!values.every((value) => value !== undefined)) return;
    const compared = values.map((value) => this.#plain(value));
    const key = pick(compared, this.#exact);
    let group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, (group = new Group(this.#loose, this.#kinds)));
    if (this.#loose.length > 0 || group.size < this.#rules.most) group.add(row, compared);
  }

  #plain(value: string): string {
    return this.#rules.isCaseSensitive ? value : value.toLowerCase();
  }
}

/** Rows that are alike in the fields that are compared as they stand. */
class Group {
  readonly #rows: MutableRow[] = [];
  readonly #values: (readonly string[])[] = [];
  readonly #loose: readonly number[];
  readonly #kinds: readonly MatchKind[];
  #indexes: ReadonlyMap<number, Index> | undefined;

  constructor(loose: readonly number[], kinds: readonly MatchKind[]) {
    this.#loose = loose;
    this.#kinds = kinds;
  }

  get size(): number {
    return this.#rows.length;
  }

  add(row: MutableRow, values: readonly string[]): void {
    this.#rows.push(row);
    this.#values.push(values);
  }

  find(asked: readonly string[], most: number): readonly MutableRow[] {
    if (this.#loose.length === 0) return this.#rows;
    this.#indexes ??= this.#index();
    let places: readonly number[] | undefined;
    for (const [place, index] of this.#indexes) {
      const fitting = index.fitting(asked[place] ?? "");
      const before: ReadonlySet<number> | undefined = places && new Set(places);
      places = before === undefined ? fitting : fitting.filter((row) => before.has(row));
    }
    const rows = (places ?? []).slice(0, most).map((place) => this.#rows[place]);
    return rows.filter((row) => row !== undefined);
  }

  #index(): ReadonlyMap<number, Index> {
    return new Map(
      this.#loose.map((place) => {
        const values = this.#values.map((column) => column[place] ?? "");
        const isCidr = this.#kinds[place] === "CIDR";
        return [place, isCidr ? new CidrIndex(values) : new WildcardIndex(values)];
      }),
    );
  }
}

function pick(values: readonly string[], places: readonly number[]): string {
  return JSON.stringify(places.map((place) => values[place]));
}
