/** Which modules the add-on holds, whose they are, and which of them a script reaches. Only imports are looked for here. */
import { posix } from "node:path";
import type { Facts } from "../../facts/facts.ts";

/** Packages that authors put into their add-on as they are. */
const THIRD_PARTY = new Set(
  (
    "splunklib solnlib splunktaucclib splunktalib cloudconnectlib cim_actions alert_actions_base requests urllib3 " +
    "certifi idna chardet charset_normalizer six future past libfuturize libpasteurize httplib2 jinja2 markupsafe yaml " +
    "simplejson dateutil pytz defusedxml jsonschema jsl munch sortedcontainers socks sockshandler requests_toolbelt " +
    "jsonpath_ng ply decorator boto boto3 botocore s3transfer jmespath azure msal cryptography paramiko nacl google " +
    "oauthlib requests_oauthlib thehive4py cortex4py pymisp cabby stix stix2 cybox mixbox lxml bs4 soupsieve rsa pyasn1 " +
    "typing_extensions attr attrs pyrsistent importlib_resources importlib_metadata zipp cffi pycparser jwt OpenSSL " +
    "smbprotocol spnego boxsdk xlsxwriter openpyxl pandas numpy slack_sdk tqdm markdown apprise click"
  ).split(" "),
);
const FOREIGN_FOLDER =
  /(?:^|\/)(?:aob_py[23](?:_\w+)?|site-packages|dist-packages|_?vendor(?:ed|s)?|third_?party|3rdparty|packages|ext|external|py[23]_\w+|splunktaucclib|solnlib|splunklib)(?:\/|$)/i;
const NOT_RUN = /(?:^|\/)(?:tests?|docs?|examples?|samples?|appserver)\//i;

export interface ModuleIndex {
  /** Top names → paths of files and package folders. */
  readonly modules: ReadonlyMap<string, readonly string[]>;
  isForeign(path: string): boolean;
}

export function indexModules(facts: Facts): ModuleIndex {
  const modules = new Map<string, Set<string>>();
  const installed = new Set<string>();
  for (const path of facts.files) {
    const dist = /^(.*\/)?([\w.]+?)-[^/]*\.(?:dist|egg)-info\//.exec(path);
    if (dist !== null) installed.add(`${dist[1] ?? ""}${(dist[2] ?? "").toLowerCase()}`);
    if (!/\.(?:py|so|pyd|pyc)$/.test(path) || NOT_RUN.test(path)) continue;
    const parts = path.split("/");
    const base = (parts.at(-1) ?? "").replace(/\..*$/, "");
    add(modules, base, path);
    // Any folder may be a package: one without __init__.py is a namespace.
    for (let depth = 1; depth < parts.length; depth += 1)
      add(modules, parts[depth - 1] ?? "", parts.slice(0, depth).join("/"));
  }
  const published = new Set(
    facts.files.filter((path) => isPublished(facts, path)).map((path) => posix.dirname(path)),
  );
  const isForeign = (path: string): boolean => {
    if (FOREIGN_FOLDER.test(posix.dirname(path))) return true;
    if (path.split("/").some((_, depth, parts) => published.has(parts.slice(0, depth).join("/"))))
      return true;
    const parts = path.split("/");
    return parts.some((part, depth) => {
      const name = part.replace(/\.py$/, "");
      const place = parts.slice(0, depth).map((one) => `${one}/`);
      return THIRD_PARTY.has(name) || installed.has(`${place.join("")}${name.toLowerCase()}`);
    });
  };
  return {
    modules: new Map([...modules].map(([name, paths]) => [name, [...paths]])),
    isForeign,
  };
}

/** A package that says its version was made to be installed; one of the name of a standard module is a backport. */
function isPublished(facts: Facts, path: string): boolean {
  if (/^(?:bin|lib)\/.+\/setup\.py$/.test(path)) return true;
  const [, folder, name] = /^(?:bin|lib|bin\/lib)\/((\w+)\/)__init__\.py$/.exec(path) ?? [];
  if (folder === undefined) return false;
  if (name === "concurrent" || name === "backports") return true;
  return /^__(?:version|title|author)__\s*=/m.test(facts.text(path) ?? "");
}

function add(modules: Map<string, Set<string>>, name: string, path: string): void {
  const known = modules.get(name);
  if (known === undefined) modules.set(name, new Set([path]));
  else known.add(path);
}

const IMPORT = /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+([^#\n]*)|import[ \t]+([^#\n]+))/gm;

/** Imports of a text that lead to files of the add-on: as written → path. More than Python sees, never less. */
export function ownImports(facts: Facts, index: ModuleIndex, path: string): Map<string, string> {
  const found = new Map<string, string>();
  const text = facts.text(path) ?? "";
  const note = (module: string): void => {
    const target = resolveModule(facts, index, path, module);
    if (target !== undefined) found.set(module, target);
  };
  for (const [, from, names, plain] of text.matchAll(IMPORT)) {
    for (const one of plain?.split(",") ?? []) note(one.trim().split(/\s/)[0] ?? "");
    if (from === undefined) continue;
    note(from);
    const list = (names ?? "").startsWith("(") ? listIn(text, from) : (names ?? "");
    for (const one of list.replace(/[()]/g, "").split(",")) {
      const name = one.trim().split(/\s/)[0] ?? "";
      if (/^\w+$/.test(name)) note(from.endsWith(".") ? `${from}${name}` : `${from}.${name}`);
    }
  }
  return found;
}

function listIn(text: string, from: string): string {
  const start = text.indexOf("(", text.indexOf(`from ${from}`));
  return start < 0 ? "" : text.slice(start, text.indexOf(")", start));
}

function resolveModule(
  facts: Facts,
  index: ModuleIndex,
  path: string,
  module: string,
): string | undefined {
  const folder = posix.dirname(path);
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const parts = module.slice(dots).split(".").filter(Boolean);
  if (dots > 0) {
    const base = posix.join(folder, "../".repeat(dots - 1)).replace(/\/$/, "");
    return fileOf(facts, [base, ...parts].join("/"));
  }
  const [top = "", ...rest] = parts;
  const near = fileOf(facts, [folder, ...parts].join("/"));
  if (near !== undefined) return near;
  for (const place of index.modules.get(top) ?? []) {
    const target = fileOf(facts, [place.replace(/\.py$/, ""), ...rest].join("/"));
    if (target !== undefined) return target;
  }
  return undefined;
}

function fileOf(facts: Facts, path: string): string | undefined {
  const clean = path.replace(/^\.\//, "");
  return [`${clean}.py`, `${clean}/__init__.py`].find((one) => facts.has(one));
}
