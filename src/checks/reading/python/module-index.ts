/** Finds the modules of the add-on, and which of them are vendored. */
import { posix } from "node:path";

/** Packages that authors copy into their add-on unchanged. */
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

/** The files of an add-on, for the search of modules. */
export interface AddonFiles {
  readonly files: readonly string[];
  has(path: string): boolean;
  text(path: string): string | undefined;
}

export interface ModuleIndex {
  /** Top names → paths of files and package folders. */
  readonly modules: ReadonlyMap<string, readonly string[]>;
  isForeign(path: string): boolean;
}

export function indexModules(addon: AddonFiles): ModuleIndex {
  const modules = new Map<string, Set<string>>();
  for (const path of addon.files) {
    if (!/\.(?:py|so|pyd|pyc)$/.test(path) || NOT_RUN.test(path)) continue;
    const parts = path.split("/");
    const base = (parts.at(-1) ?? "").replace(/\..*$/, "");
    add(modules, base, path);
    // Any folder may be a package: one without __init__.py is a namespace.
    for (let depth = 1; depth < parts.length; depth += 1)
      add(modules, parts[depth - 1] ?? "", parts.slice(0, depth).join("/"));
  }
  return {
    modules: new Map([...modules].map(([name, paths]) => [name, [...paths]])),
    isForeign: foreignIn(addon),
  };
}

/** Tells vendored code by its folder, by package metadata beside it, or by its own metadata. */
function foreignIn(addon: AddonFiles): (path: string) => boolean {
  const installed = new Set(addon.files.map(installedName).filter((name) => name !== undefined));
  const published = new Set(
    addon.files.filter((path) => isPublished(addon, path)).map((path) => posix.dirname(path)),
  );
  return (path) => {
    if (FOREIGN_FOLDER.test(posix.dirname(path))) return true;
    const parts = path.split("/");
    return parts.some((part, depth) => {
      const above = parts.slice(0, depth);
      if (published.has(above.join("/"))) return true;
      const name = part.replace(/\.py$/, "");
      const place = above.map((one) => `${one}/`).join("");
      return THIRD_PARTY.has(name) || installed.has(`${place}${name.toLowerCase()}`);
    });
  };
}

/** `lib/PyYAML-6.0.dist-info/RECORD` → `lib/pyyaml`. */
function installedName(path: string): string | undefined {
  const match = /^(.*\/)?([\w.]+?)-[^/]*\.(?:dist|egg)-info\//.exec(path);
  return match === null ? undefined : `${match[1] ?? ""}${(match[2] ?? "").toLowerCase()}`;
}

/** A package that declares its version is meant to be installed. One with the name of a standard module is a backport. */
function isPublished(addon: AddonFiles, path: string): boolean {
  if (/^(?:bin|lib)\/.+\/setup\.py$/.test(path)) return true;
  const [, folder, name] = /^(?:bin|lib|bin\/lib)\/((\w+)\/)__init__\.py$/.exec(path) ?? [];
  if (folder === undefined) return false;
  if (name === "concurrent" || name === "backports") return true;
  return /^__(?:version|title|author)__\s*=/m.test(addon.text(path) ?? "");
}

function add(modules: Map<string, Set<string>>, name: string, path: string): void {
  const known = modules.get(name);
  if (known === undefined) modules.set(name, new Set([path]));
  else known.add(path);
}
