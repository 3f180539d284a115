/**
 * Reading a raw request path. Ground: clients write names into paths in several encodings (quote_plus,
 * encodeURIComponent, raw), so each segment is decoded once here and looked up in several spellings later.
 */
import { decodeOnce } from "./arguments.ts";

export interface Namespace {
  /** `-` stands for all. */
  readonly owner: string;
  readonly app: string;
  /** False for `/services/…`: the user's own, in the default app. */
  readonly isExplicit: boolean;
}

export interface ResourcePath {
  /** undefined when the path is neither below /services nor /servicesNS. */
  readonly namespace:
    | (Omit<Namespace, "owner"> & { readonly owner: string | undefined })
    | undefined;
  readonly segments: readonly string[];
}

/** Stands for the root of the server, above /services. */
export const ROOT = "(root)";

/** App that `/services/…` stands for. */
const DEFAULT_APP = "search";

export function readResourcePath(rawPath: string): ResourcePath {
  // As a client behind a proxy asks.
  const absolute = /^https?:\/\/[^/]*/i.exec(rawPath)?.[0].length ?? 0;
  const parts = rawPath
    .slice(absolute)
    .split("/")
    .filter((part) => part !== "")
    .map(decodeOnce);
  if (parts[0] === "services") {
    return {
      namespace: { owner: undefined, app: DEFAULT_APP, isExplicit: false },
      segments: parts.slice(1),
    };
  }
  if (parts[0] === "servicesNS" && parts.length >= 3) {
    return {
      namespace: { owner: parts[1], app: parts[2] ?? "", isExplicit: true },
      segments: parts.slice(3),
    };
  }
  if (parts.length === 0) {
    const namespace = { owner: undefined, app: DEFAULT_APP, isExplicit: false };
    return { namespace, segments: [ROOT] };
  }
  return { namespace: undefined, segments: parts };
}

/** The spellings a name in a path may stand for, the literal one first. */
export function nameSpellings(segment: string): readonly string[] {
  const spaced = segment.includes("+") ? segment.replaceAll("+", " ") : segment;
  const slashed = spaced.replace(/%2f/gi, "/");
  const literalSlashed = segment.replace(/%2f/gi, "/");
  return [...new Set([segment, spaced, literalSlashed, slashed])];
}

/** A name as splunkd writes it into links: a slash twice encoded. */
export function encodeName(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replaceAll("%2F", "%252F");
}

/** Whether it names a .conf file: a name that leads elsewhere, or that no file could have, does not. */
export function isConfName(name: string): boolean {
  return /^[\w.-]{1,200}$/.test(name) && !/^\.+$/.test(name);
}
