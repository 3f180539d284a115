/** The two addresses in a payload: the page with the results, and the saved search in the REST API. */
import type { SearchContext } from "../invocation.ts";

/** Seen in public payloads: the page of the job, or for one row a search that picks the row. */
export function resultsLink(search: SearchContext, resultId: number | undefined): string {
  if (search.resultsLink !== undefined) return search.resultsLink;
  const base = `${search.webUri}/app/${encodeURIComponent(search.app)}`;
  const sid = encodeURIComponent(search.sid);
  if (resultId === undefined) return `${base}/@go?sid=${sid}`;
  return `${base}/search?q=%7Cloadjob%20${sid}%20%7C%20head%20${resultId + 1}%20%7C%20tail%201&earliest=0&latest=now`;
}

/** The name is form-encoded (`jira+test`). The address of a shared search names `nobody`. */
export function searchUri(search: SearchContext): string {
  const owner = search.isShared === true ? "nobody" : search.owner;
  const name = new URLSearchParams([["", search.searchName]]).toString().slice(1);
  return `/servicesNS/${encodeURIComponent(owner)}/${encodeURIComponent(search.app)}/saved/searches/${name}`;
}
