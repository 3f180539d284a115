/** The code itself: a method that is not there, text and lists that do not add, a folder that nobody made. */
import { dirname } from "node:path";
import { nearest } from "../../text/nearest.ts";
import type { Explanation } from "../cause.ts";
import { noCredential } from "./credentials.ts";

const NO_ATTRIBUTE =
  /(?:'(\w+)' object|type object '(\w+)'|module '([\w.]+)') has no attribute '(\w+)'/;

export const noMethod: Explanation = ({ raised, functions }) => {
  const [, object, type, module, name] = NO_ATTRIBUTE.exec(raised.message) ?? [];
  const owner = object ?? type ?? module;
  if (owner === undefined || name === undefined || BUILT_IN.has(owner)) return undefined;
  if (functions.includes(name)) return undefined;
  const slip = nearest(name, functions) ?? functions.find((other) => other.startsWith(name));
  if (slip === undefined) return undefined;
  return {
    because: `\`${owner}\` has no \`${name}\`. The add-on defines \`${slip}\`.`,
    hint: `Did you mean \`${slip}\`?`,
  };
};

const BUILT_IN = new Set(["NoneType", "str", "bytes", "list", "dict", "int", "float", "tuple"]);

const ADDED =
  /can only concatenate (\w+) \(not "(\w+)"\) to|must be (str), not (\w+)|unsupported operand type\(s\) for \+: '(\w+)' and '(\w+)'|cannot concatenate '(\w+)' and '(\w+)' objects/;

export const doNotAdd: Explanation = (facts) => {
  const { raised, place, row } = facts;
  const kinds = ADDED.exec(raised.message)
    ?.slice(1)
    .filter((kind) => kind !== undefined);
  const [one, other] = kinds ?? [];
  if (raised.type !== "TypeError" || one === undefined || other === undefined) return undefined;
  if (noCredential(facts) !== undefined) return undefined;
  const several = Object.entries(row ?? {}).find(
    ([field, value]) => Array.isArray(value) && place?.literals.includes(field) === true,
  );
  const why =
    several === undefined
      ? ""
      : ` The field \`${several[0]}\` has several values in this row, so it is a list.`;
  return {
    because: `The line adds ${kindName(one)} and ${kindName(other)}, which Python does not join.${why}`,
    hint: 'Convert one of them first: str(value), or ", ".join(values) for a list.',
  };
};

function kindName(kind: string): string {
  return kind === "str"
    ? "text (str)"
    : kind === "NoneType"
      ? "None"
      : `${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`;
}

/** A fresh add-on has only what its package brings. */
const IN_APP = /\/etc\/apps\/([^/'"]+)\/([^'"]+)/;

export const noFolder: Explanation = ({ raised }) => {
  if (!/FileNotFoundError|IOError|OSError/.test(raised.type)) return undefined;
  if (!/No such file or directory/.test(raised.message)) return undefined;
  const [, app, path] = IN_APP.exec(raised.message) ?? [];
  if (app === undefined || path === undefined) return undefined;
  const folder = dirname(path);
  return {
    because: `${app}/${path} is not there. The package does not bring it, and a freshly installed add-on has only what its package brings${folder === "." ? "" : `: no ${folder}/ unless someone makes it`}.`,
    hint: "Make the folder first: os.makedirs(folder, exist_ok=True).",
  };
};

/** Ground: CPython's message for a name that a package without a file of its own lacks. */
const UNKNOWN_LOCATION = /cannot import name '(\w+)' from '([\w.]+)' \(unknown location\)/;

export const noInit: Explanation = ({ raised, functions }) => {
  const [, name, module] = UNKNOWN_LOCATION.exec(raised.message) ?? [];
  const [, , , bare, wanted = ""] = NO_ATTRIBUTE.exec(raised.message) ?? [];
  if (bare !== undefined && functions.includes(wanted))
    return {
      because: `The module \`${bare}\` itself has no \`${wanted}\`: another file of the add-on defines it. Without an __init__.py that imports it, the folder ${bare}/ is a package without code.`,
      hint: `Import it in ${bare}/__init__.py, or import the module that defines it.`,
    };
  if (name === undefined || module === undefined) return undefined;
  const folder = module.replaceAll(".", "/");
  return {
    because: `The folder ${folder}/ has no __init__.py, so Python takes it for a package without code, which has no \`${name}\`.`,
    hint: `Add ${folder}/__init__.py to the add-on.`,
  };
};

/** Ground: messages of urllib3 2, and of CPython without its module for TLS. */
const OTHER_OPENSSL =
  /urllib3 v2(?:\.\d+)? only supports OpenSSL|No module named '_ssl'|lib(?:ssl|crypto)\S*: (?:cannot open|version)|_ssl\S*: undefined symbol|Can't connect to HTTPS URL because the SSL module is not available/;

export const otherOpenssl: Explanation = ({ raised, python }) => {
  if (!OTHER_OPENSSL.test(raised.message)) return undefined;
  return {
    because: `This Python ${python} has another OpenSSL than the library needs. An interpreter of your machine may have another one than Splunk's: Splunk 8 and 9.0 bring OpenSSL 1.0.2.`,
    hint: "Name another interpreter with --python. Where Splunk's has the old OpenSSL too, ship urllib3 below 2.",
  };
};

/** `r"\\n"` is two letters. A regular expression reads them as a line feed, and nothing else does. */
const RAW_LINE_FEED =
  /\.(?:split|replace|strip|rstrip|lstrip|join|startswith|endswith|find|index|partition|count)\(\s*[rR](["'])[^"']*\\[nrt][^"']*\1|[rR](["'])[^"']*\\[nrt][^"']*\2\s*\.join\(/;
const OF_PATTERN = /\bre\.|regex|pattern/i;

export const rawLineFeed: Explanation = ({ raised, place, sources }) => {
  if (!/^(?:IndexError|ValueError|KeyError)$/.test(raised.type) || place === undefined)
    return undefined;
  const lines = sources.find(({ file }) => file === place.file)?.text.split("\n") ?? [];
  const near = [place.source, ...lines.slice(Math.max(0, place.line - 6), place.line)];
  const raw = near.find((line) => RAW_LINE_FEED.test(line) && !OF_PATTERN.test(line));
  if (raw === undefined) return undefined;
  return {
    because: `\`${raw.trim()}\` has a raw string, in which a backslash and a letter stay two characters. It finds no line break.`,
    hint: 'Leave the r out: "\\n".',
  };
};
