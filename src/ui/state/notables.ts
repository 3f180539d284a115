/** The notable events that Incident Review lists: built-in samples, those of searches, of files, and of the form. */
import type { Row } from "../../invocation/invocation.ts";
import { SECURITY_DOMAINS } from "../../invocation/notable/notable-domains.ts";
import {
  buildNotable,
  type NotableSpec,
  type NotableWording,
} from "../../invocation/notable/notable.ts";

export interface ListedNotable {
  /** In the address of its page. */
  readonly id: string;
  readonly from: "sample" | "search" | "file" | "form";
  readonly row: Row;
  /** What makes a built-in one again. */
  readonly spec: NotableSpec | undefined;
}

export class Notables {
  readonly #listed: ListedNotable[] = [];
  #next = 1;

  /** `now` in epoch seconds. */
  constructor(now: number) {
    for (const domain of SECURITY_DOMAINS) {
      const spec = { domain, wording: "es8" as NotableWording };
      this.add("sample", buildNotable(spec, now), spec);
    }
  }

  add(from: ListedNotable["from"], row: Row, spec?: NotableSpec): ListedNotable {
    const notable = { id: `n${this.#next++}`, from, row, spec };
    this.#listed.push(notable);
    return notable;
  }

  get(id: string): ListedNotable | undefined {
    return this.#listed.find((notable) => notable.id === id);
  }

  /** Newest first. `filter` is looked for in all fields. */
  matching(filter: string): readonly ListedNotable[] {
    const wanted = filter.trim().toLowerCase();
    const isWanted = ({ row }: ListedNotable): boolean =>
      Object.entries(row).some(([field, value]) =>
        `${field}=${[value].flat().join(" ")}`.toLowerCase().includes(wanted),
      );
    return this.#listed.filter((notable) => wanted === "" || isWanted(notable)).toReversed();
  }
}

/** The first value of a field, or nothing. */
export function fieldOf(row: Row, name: string): string {
  return [row[name] ?? ""].flat()[0] ?? "";
}
