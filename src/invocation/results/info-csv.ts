/** The info.csv in the dispatch folder of a job, with the columns that scripts are known to read. */
import { stringify } from "csv-stringify/sync";
import type { SearchContext } from "../invocation.ts";

export function infoCsv(search: SearchContext): string {
  // Guess: an open start is 0 and an open end is empty. The common action model reads an empty end as +Infinity.
  const earliest = epoch(search.earliest ?? 0);
  const latest = search.latest === undefined ? "" : epoch(search.latest);
  const record = {
    _sid: search.sid,
    _timestamp: epoch(search.now),
    _keySet: "",
    _search_et: earliest,
    _search_lt: latest,
    _api_et: earliest,
    _api_lt: latest,
    "_ppc.app": search.app,
    "_ppc.user": search.owner,
  };
  // An object would not do: csv-stringify takes a column name with a dot for a path.
  return stringify([Object.keys(record), Object.values(record)], { quoted_match: /[^A-Za-z0-9]/ });
}

/** Nine digits of fraction, as in `_search_et` of real jobs. */
function epoch(seconds: number): string {
  return seconds.toFixed(9);
}
