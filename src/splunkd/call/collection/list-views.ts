/**
 * Paging, sorting and filtering of a list, the same for every endpoint.
 * Ground: REST API Reference, «Pagination and filtering parameters»; 30 entries unless asked.
 */
import type { Arguments } from "../../model/arguments.ts";
import { type Draft, asText } from "../../model/entity.ts";
import type { Feed, View } from "../../model/reply.ts";
import { readWhole } from "../../model/arguments.ts";
import { wildcardOfAnyCase } from "../../../text/wildcard.ts";
import { compileFilter, valueOf } from "./list-filter.ts";

const DEFAULT_COUNT = 30;

export interface ListDefaults {
  readonly count?: number;
  /** Already in the order to be shown unless the caller asks for another. */
  readonly isSorted?: boolean;
}

export function listViews(
  views: readonly View[],
  args: Arguments,
  defaults: ListDefaults = {},
): Pick<Feed, "views" | "paging"> {
  const filter = compileFilter(args.get("search") ?? "");
  let matching = filter === undefined ? [...views] : views.filter(filter);
  const key = args.get("sort_key");
  if (key !== undefined || defaults.isSorted !== true || args.has("sort_dir")) {
    const by = key ?? "name";
    matching = sortAs(matching, (view) => asText(valueOf(view, by)), args);
  }
  return page(matching, (view) => view, { args, count: defaults.count ?? DEFAULT_COUNT });
}

/** The same of what can be sorted before views are made of it: of many thousands, a page shows thirty. */
export function listNamed<T>(
  all: readonly T[],
  args: Arguments,
  { nameOf, viewOf }: { readonly nameOf: (one: T) => string; readonly viewOf: (one: T) => View },
): Pick<Feed, "views" | "paging"> {
  const isByName = /^(?:name|title)$/.test(args.get("sort_key") ?? "name");
  if (!isByName || compileFilter(args.get("search") ?? "") !== undefined)
    return listViews(all.map(viewOf), args);
  return page(sortAs(all, nameOf, args), viewOf, { args, count: DEFAULT_COUNT });
}

function page<T>(
  all: readonly T[],
  viewOf: (one: T) => View,
  { args, count: usual }: { readonly args: Arguments; readonly count: number },
): Pick<Feed, "views" | "paging"> {
  const count = readWhole(args, "count", usual);
  const offset = Math.max(0, readWhole(args, "offset", 0));
  const shown = count <= 0 ? all.slice(offset) : all.slice(offset, offset + count);
  return {
    views: chooseFields(shown.map(viewOf), args.all("f")),
    paging: { total: all.length, perPage: count <= 0 ? 0 : count, offset },
  };
}

function sortAs<T>(all: readonly T[], textOf: (entity: T) => string, args: Arguments): T[] {
  const sign = args.get("sort_dir") === "desc" ? -1 : 1;
  const mode = args.get("sort_mode") ?? "auto";
  const keyed = all.map((entity) => ({ entity, text: textOf(entity) }));
  const isNumeric =
    mode === "num" ||
    (mode === "auto" && keyed.every(({ text }) => text !== "" && Number.isFinite(Number(text))));
  if (isNumeric) return sorted(keyed, Number, (one, other) => sign * (one - other || 0));
  const cased = (text: string): string => (mode === "alpha_case" ? text : text.toLowerCase());
  return sorted(keyed, cased, (one, other) => sign * plainOrder(one, other));
}

function sorted<T, Key>(
  all: readonly { readonly entity: T; readonly text: string }[],
  keyOf: (text: string) => Key,
  order: (entity: Key, other: Key) => number,
): T[] {
  const keyed = all.map(({ entity, text }) => ({ entity, key: keyOf(text) }));
  return keyed.sort((a, b) => order(a.key, b.key)).map(({ entity }) => entity);
}

function plainOrder(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function chooseFields(views: readonly View[], wanted: readonly string[]): readonly View[] {
  if (wanted.length === 0) return views;
  const tests = wanted.map((pattern) => wildcardOfAnyCase(pattern));
  return views.map((view) => {
    const content = Object.create(null) as Draft;
    for (const [key, value] of Object.entries(view.content))
      if (tests.some((test) => test(key))) content[key] = value;
    return { ...view, content };
  });
}
