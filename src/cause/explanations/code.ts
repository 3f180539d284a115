/** The code itself: a method that is not there, text and lists that do not add, a folder that nobody made. */
import { dirname } from "node:path";
import { nearest } from "../../text/nearest.ts";
import type { Explanation } from "../cause.ts";

const NO_ATTRIBUTE =
  /(?:'(\w+)' object|type object '(\w+)'|module '([\w.]+)') has no attribute '(\w+)'/;

export const noMethod: Explanation = ({ raised, functions }) => {
  const [, object, type, module, name] = NO_ATTRIBUTE.exec(raised.message) ?? [];
  const owner = object ?? type ?? module;
  if (owner === undefined || name === undefined || BUILT_IN.has(owner)) return undefined;
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

export const doNotAdd: Explanation = ({ raised, place, row }) => {
  const kinds = ADDED.exec(raised.message)
    ?.slice(1)
    .filter((kind) => kind !== undefined);
  const [one, other] = kinds ?? [];
  if (raised.type !== "TypeError" || one === undefined || other === undefined) return undefined;
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
  return kind === "str" ? "text (str)" : kind === "NoneType" ? "None" : `a ${kind}`;
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
