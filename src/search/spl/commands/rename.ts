/**
 * `rename a AS b, x_* AS y_*`. Ground: Search Reference, «rename»: a name that is taken is overwritten, and lost where the
 * field that should take it does not exist; messages.conf `[RENAME…]`.
 */
import { emptyRow, type MutableRow } from "../../text/row.ts";
import {
  countWildcards,
  type FieldPattern,
  fieldPattern,
  fillPattern,
} from "../stage/field-patterns.ts";
import { readWords } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { eachRow, type Stage } from "../stage/stage.ts";

interface Renaming {
  readonly from: FieldPattern;
  readonly to: string;
}

export function rename(call: CommandCall): Stage {
  const renamings = readRenamings(call);
  const nameOf = (name: string): string | undefined => {
    for (const { from, to } of renamings) {
      const captured = from.capture(name);
      if (captured !== undefined) return fillPattern(to, captured);
    }
    return undefined;
  };
  const taken = new Set(renamings.filter(({ from }) => !from.isWild).map(({ to }) => to));
  return {
    columns: ({ names, isOpen }) => {
      const renamed = new Map<string, boolean>();
      const targets = new Set([...names.keys()].map(nameOf));
      for (const [name, isSure] of names) {
        const to = nameOf(name);
        if (to !== undefined) renamed.set(to, isSure);
        else if (!targets.has(name)) renamed.set(name, isSure);
      }
      return { names: renamed, isOpen };
    },
    run: eachRow(() => {
      // Most rows have the same fields: each name is looked up once.
      const known = new Map<string, string | undefined>();
      return (row) => {
        const out = emptyRow();
        const put: MutableRow = emptyRow();
        for (const name in row) {
          const value = row[name];
          if (value === undefined) continue;
          if (!known.has(name)) known.set(name, nameOf(name));
          const to = known.get(name);
          if (to !== undefined) out[to] = put[to] = value;
          else if (put[name] === undefined && !taken.has(name)) out[name] = value;
        }
        return out;
      };
    }),
  };
}

function readRenamings(call: CommandCall): Renaming[] {
  const words = readWords(call);
  const renamings: Renaming[] = [];
  if (words.length === 0) throw usage(call);
  for (let at = 0; at < words.length; at += 3) {
    const [from, as, to] = words.slice(at, at + 3);
    const isAs = as !== undefined && !as.isQuoted && /^(?:as|to|->)$/i.test(as.text);
    if (from === undefined || to === undefined || !isAs) throw usage(call, from?.start);
    const stars = countWildcards(from.text);
    if (stars !== countWildcards(to.text)) {
      throw commandError(call, `Wildcard mismatch: '${from.text}' as '${to.text}'.`, {
        at: from.start,
        hint: "Give both names as many asterisks.",
      });
    }
    renamings.push({ from: fieldPattern(from.text), to: to.text });
  }
  return renamings;
}

function usage(call: CommandCall, at?: number): Error {
  return commandError(call, "Usage: rename [old_name AS/TO/-> new_name]+.", {
    at,
    hint: "Put a name with spaces into double quotes.",
  });
}
