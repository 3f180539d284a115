/** What a request line asks for: the namespace, and the path below it in a spelling that a router reads. */
import { adminPath } from "../model/admin-names.ts";
import { readResourcePath, type ResourcePath } from "../model/resource-path.ts";

export interface Target extends ResourcePath {
  /** Path for the router: below the namespace, with the query behind it. */
  readonly url: string;
}

/** No route begins so. */
const NOWHERE = "/%00";
/** Nothing in it that a router could read in another way than splunkd. */
const PLAIN = /^[\w\-.~:@!$'()*,+=]*$/;

/** What is asked for as it stands, and behind it what `admin/` makes of it. */
export function targetsOf(asked: string): readonly [Target, ...Target[]] {
  const cut = asked.indexOf("?");
  const path = cut === -1 ? asked : asked.slice(0, cut);
  const query = cut === -1 ? "" : asked.slice(cut);
  const resource = readResourcePath(path);
  const first: Target = { ...resource, url: routed(resource) + query };
  const other = adminPath(resource.segments);
  if (other === undefined) return [first];
  const aliased = { ...resource, segments: other };
  return [first, { ...aliased, url: routed(aliased) + query }];
}

export function routed({ namespace, segments }: ResourcePath): string {
  if (namespace === undefined) return NOWHERE;
  const spelled = segments.map((segment) =>
    PLAIN.test(segment) ? segment : encodeURIComponent(segment.toWellFormed()),
  );
  return `/${spelled.join("/")}`;
}
