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
  let found = filter === undefined ? [...views] : views.filter(filter);
  const key = args.get("sort_key");
  if (key !== undefined || defaults.isSorted !== true || args.has("sort_dir")) {
    found = sortViews(
      found,
      key ?? "name",
      args.get("sort_dir") ?? "asc",
      args.get("sort_mode") ?? "auto",
    );
  }
  const count = readWhole(args, "count", defaults.count ?? DEFAULT_COUNT);
  const offset = Math.max(0, readWhole(args, "offset", 0));
  const shown = count <= 0 ? found.slice(offset) : found.slice(offset, offset + count);
  return {
    views: chooseFields(shown, args.all("f")),
    paging: { total: found.length, perPage: count <= 0 ? 0 : count, offset },
  };
}

function sortViews(views: View[], key: string, dir: string, mode: string): View[] {
  const sign = dir === "desc" ? -1 : 1;
  const texts = views.map((view) => asText(valueOf(view, key)));
  const isNumeric =
    mode === "num" ||
    (mode === "auto" && texts.every((text) => text !== "" && Number.isFinite(Number(text))));
  const at = (number: number): string => texts[number] ?? "";
  if (isNumeric) {
    const keyed = views.map((view, number) => ({ view, value: Number(at(number)) }));
    return keyed
      .sort((one, other) => sign * (one.value - other.value || 0))
      .map(({ view }) => view);
  }
  const isCased = mode === "alpha_case";
  const keyed = views.map((view, number) => ({
    view,
    text: isCased ? at(number) : at(number).toLowerCase(),
  }));
  return keyed
    .sort((one, other) => sign * plainOrder(one.text, other.text))
    .map(({ view }) => view);
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
