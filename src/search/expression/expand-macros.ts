// Search macros: `name` and `name(a, "b, c")` are replaced by their definitions before the
// text is parsed. Ground: macros.conf.spec; Knowledge Manager Manual, «Use search macros».
import type { Where } from "../../errors.ts";
import { type SearchError, searchError } from "../text/search-error.ts";

export interface SearchMacro {
  readonly name: string;
  /** Argument names; the stanza was `name(n)`. */
  readonly args: readonly string[];
  readonly definition: string;
  readonly iseval: boolean;
  /** An eval expression over the arguments: what they have to be like. */
  readonly validation?: string | undefined;
  readonly errormsg?: string | undefined;
  readonly where?: Where | undefined;
}

export interface MacroExpansion {
  readonly macros?: readonly SearchMacro[];
  /** Evaluates the definition of an `iseval` macro to the text it stands for. */
  readonly evalMacro?: ((expression: string, macro: SearchMacro) => string) | undefined;
  /** What is wrong with the arguments of a macro that has a validation. */
  readonly checkArguments?: (
    macro: SearchMacro,
    args: ReadonlyMap<string, string>,
  ) => string | undefined;
  readonly where?: Where | undefined;
}

/** A definition may at most grow to this many characters: macros can double at each level. */
const MAX_EXPANDED = 1_000_000;
const MAX_DEPTH = 100;

/** The text with macros replaced and ``` comments ``` blanked. Quoted text is left alone. */
export function expandMacros(text: string, options: MacroExpansion): string {
  if (!text.includes("`")) return text;
  const macros = new Map(
    (options.macros ?? []).map((macro) => [keyOf(macro.name, macro.args.length), macro]),
  );
  return new Expander(macros, options).expand(text, []);
}

class Expander {
  readonly #macros: ReadonlyMap<string, SearchMacro>;
  readonly #options: MacroExpansion;
  #written = 0;

  constructor(macros: ReadonlyMap<string, SearchMacro>, options: MacroExpansion) {
    this.#macros = macros;
    this.#options = options;
  }

  expand(text: string, inside: readonly string[]): string {
    let out = "";
    let from = 0;
    for (let at = 0; at < text.length;) {
      const char = text[at];
      if (char === '"') {
        at = endOfQuote(text, at);
      } else if (char !== "`") {
        at += char === "\\" ? 2 : 1;
      } else if (text.startsWith("```", at)) {
        const close = text.indexOf("```", at + 3);
        if (close < 0) throw this.#error("A ``` comment is not closed", text, at, inside);
        out += `${text.slice(from, at)} `;
        at = from = close + 3;
      } else {
        const close = endOfCall(text, at);
        if (close < 0) throw this.#error("A macro has no closing backtick", text, at, inside);
        out += text.slice(from, at) + this.#call(text, at, close, inside);
        at = from = close + 1;
      }
    }
    out += text.slice(from);
    this.#written += out.length;
    if (this.#written > MAX_EXPANDED)
      throw this.#error("Macros expand without end", text, 0, inside);
    return out;
  }

  #call(text: string, open: number, close: number, inside: readonly string[]): string {
    const call = parseCall(text.slice(open + 1, close));
    if (call === undefined) {
      throw this.#error("A macro call needs its closing parenthesis", text, open, inside);
    }
    const key = keyOf(call.name, call.args.length);
    const macro = this.#macros.get(key);
    if (macro === undefined) {
      if (key === "comment(1)") return "";
      throw this.#unknown(call.name, key, text, open, inside);
    }
    if (inside.includes(key)) {
      throw searchError(
        "SEARCH_RECURSION",
        `Macro \`${key}\` names itself: ${[...inside, key].join(" → ")}`,
        text,
        open,
        {
          where: this.#options.where,
          hint: "Take the macro out of its own definition.",
        },
      );
    }
    if (inside.length >= MAX_DEPTH)
      throw this.#error("Macros are nested too deeply", text, open, inside);
    const args = valuesOf(macro, call.args);
    const complaint = this.#options.checkArguments?.(macro, args);
    if (complaint !== undefined) throw this.#error(complaint, text, open, inside);
    let definition = substitute(macro.definition, args);
    if (macro.iseval) {
      if (this.#options.evalMacro === undefined) {
        throw this.#error(
          `Macro \`${key}\` is an eval expression, which cannot be evaluated here`,
          text,
          open,
          inside,
        );
      }
      definition = this.#options.evalMacro(definition, macro);
    }
    return this.expand(definition, [...inside, key]);
  }

  #unknown(
    name: string,
    key: string,
    text: string,
    at: number,
    inside: readonly string[],
  ): SearchError {
    const others = [...this.#macros.values()].filter((macro) => macro.name === name);
    const hint =
      others.length === 0
        ? `Add a stanza [${key}] to macros.conf, or load the add-on that has it.`
        : `There is ${others.map((macro) => `[${keyOf(name, macro.args.length)}]`).join(", ")}: give as many arguments.`;
    return this.#error(`There is no macro \`${key}\``, text, at, inside, {
      hint,
      missingMacro: name,
    });
  }

  #error(
    problem: string,
    text: string,
    at: number,
    inside: readonly string[],
    options: { hint?: string; missingMacro?: string } = {},
  ): SearchError {
    const macro = inside.at(-1);
    const what = macro === undefined ? problem : `${problem}, in macro \`${macro}\``;
    return searchError("SEARCH_SYNTAX", what, text, at, {
      ...options,
      where: this.#options.where,
    });
  }
}

function keyOf(name: string, argCount: number): string {
  return argCount === 0 ? name : `${name}(${argCount})`;
}

interface MacroCall {
  readonly name: string;
  readonly args: readonly { readonly name: string | undefined; readonly value: string }[];
}

/** `name`, `name(a,b)`, `name(x=a, "b, c")`. */
function parseCall(call: string): MacroCall | undefined {
  const open = call.indexOf("(");
  if (open < 0) return { name: call.trim(), args: [] };
  const trimmed = call.trimEnd();
  if (!trimmed.endsWith(")")) return undefined;
  const name = call.slice(0, open).trim();
  const list = trimmed.slice(open + 1, -1);
  if (list.trim() === "") return { name, args: [] };
  return { name, args: splitArgs(list).map(parseArg) };
}

function splitArgs(list: string): readonly string[] {
  const args: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < list.length;) {
    const char = list[at];
    if (char === '"') {
      at = endOfQuote(list, at);
      continue;
    }
    if (char === "(") depth++;
    else if (char === ")") depth--;
    else if (char === "," && depth <= 0) {
      args.push(list.slice(from, at));
      from = at + 1;
    }
    at += char === "\\" ? 2 : 1;
  }
  args.push(list.slice(from));
  return args;
}

/** Outer quotes only hold an argument together: they are not part of its value. */
function parseArg(text: string): { name: string | undefined; value: string } {
  const named = /^\s*([\w-]+)\s*=(?!=)\s*/.exec(text);
  const rest = text.slice(named?.[0].length ?? 0).trim();
  const isQuoted = rest.length > 1 && rest.startsWith('"') && endOfQuote(rest, 0) === rest.length;
  const value = isQuoted ? rest.slice(1, -1).replace(/\\(["\\])/g, "$1") : rest;
  return { name: named?.[1], value: isQuoted || named === null ? value : rest };
}

function valuesOf(macro: SearchMacro, given: MacroCall["args"]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  given.forEach((arg, index) => {
    // `name(fragment=TM)` names an argument only where the macro has one of that name.
    const isNamed = arg.name !== undefined && macro.args.includes(arg.name);
    const name = isNamed ? arg.name : macro.args[index];
    const value = isNamed || arg.name === undefined ? arg.value : `${arg.name}=${arg.value}`;
    if (name !== undefined) values.set(name, value);
  });
  return values;
}

/** `$name$` replaced by the value of that argument. */
export function substitute(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\$([\w-]+)\$/g, (token, name: string) => values.get(name) ?? token);
}

/** Offset behind the quote that closes the one at `open`; the end of the text when none does. */
function endOfQuote(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

/** Offset of the backtick that ends the call opened at `open`, -1 when none does. */
function endOfCall(text: string, open: number): number {
  for (let at = open + 1; at < text.length;) {
    if (text[at] === "`") return at;
    at = text[at] === '"' ? endOfQuote(text, at) : at + 1;
  }
  return -1;
}
