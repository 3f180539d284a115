/** What a path asks for: the namespace, and the path below it in a spelling that a router reads. */
import { adminPath } from "../model/admin-names.ts";
import { readResourcePath, type ResourcePath } from "../model/resource-path.ts";

export interface Target extends ResourcePath {
  /** Path for the router: below the namespace. */
  readonly url: string;
}

/** No route begins so. */
const NOWHERE = "/%00";
/** Nothing in it that a router could read in another way than splunkd. */
const PLAIN = /^[\w\-.~:@!$'()*,+=]*$/;

/** What is asked for as it stands, and behind it what `admin/` makes of it. */
export function targetsOf(path: string): readonly [Target, ...Target[]] {
  const resource = readResourcePath(path);
  const first: Target = { ...resource, url: routed(resource) };
  const other = adminPath(resource.segments);
  if (other === undefined) return [first];
  const aliased = { ...resource, segments: other };
  return [first, { ...aliased, url: routed(aliased) }];
}

export function routed({ namespace, segments }: ResourcePath): string {
  if (namespace === undefined) return NOWHERE;
  const spelled = segments.map((segment) =>
    PLAIN.test(segment) ? segment : encodeURIComponent(segment.toWellFormed()),
  );
  return `/${spelled.join("/")}`;
}
