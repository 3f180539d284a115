/**
 * Which endpoints of searches take a search by GET. Ground: REST API Reference, «Semantic API versioning»: those of v2
 * take it by POST only; restmap.conf `v1APIBlockGETSearchLaunch`, true from 10.0 on, for those of v1. Guess: status and
 * text of the refusal.
 */
import type { SplunkProfile } from "../../platforms/splunk-profile.ts";
import { RestError } from "../model/rest-error.ts";

/** `path`: of an endpoint, or of a group of them. */
function startsByGet(path: string, { blocksV1Get }: SplunkProfile): boolean {
  return !blocksV1Get && !path.startsWith("/search/v2");
}

/** @throws RestError */
export function checkSearchByGet(path: string, profile: SplunkProfile): void {
  if (!startsByGet(path, profile)) throw new RestError(405, "Method Not Allowed");
}
