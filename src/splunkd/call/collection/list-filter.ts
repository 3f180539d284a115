/**
 * The list filter `search=`: words over names and values, `key=value`, `key!=value`, joined by AND (which may be left out),
 * OR and NOT, with brackets. Ground: REST API Reference, «Pagination and filtering parameters»; Search Manual, «Boolean
 * expressions»: brackets first, then NOT, OR, AND.
 */
import { wildcardOfAnyCase } from "../../../text/wildcard.ts";
import { asText, type Content, type Value } from "../../model/entity.ts";
import type { View } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";
import { filterTokens } from "./filter-tokens.ts";

type Test = (view: View) => boolean;

/** Each bracket is a call of the parser within another. */
const DEEPEST = 100;

/** undefined where all views pass. */
export function compileFilter(text: string): Test | undefined {
  const tokens = filterTokens(text);
  return tokens.length === 0 ? undefined : new FilterParser(tokens).parse();
}

class FilterParser {
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  parse(): Test | undefined {
    return allOf(this.#terms());
  }

  /** Up to the bracket that closes, or the end. */
  #terms(): Test[] {
    const tests: Test[] = [];
    for (let token = this.#next(); token !== undefined && token !== ")"; token = this.#next()) {
      if (token === "AND") this.#at += 1;
      else tests.push(this.#alternatives());
    }
    return tests;
  }

  #alternatives(): Test {
    const tests = [this.#negated()];
    while (this.#next() === "OR") {
      this.#at += 1;
      tests.push(this.#negated());
    }
    const [only] = tests;
    if (only !== undefined && tests.length === 1) return only;
    return (view) => tests.some((test) => test(view));
  }

  #negated(): Test {
    let isWanted = true;
    for (; this.#next() === "NOT"; this.#at += 1) isWanted = !isWanted;
    const token = this.#next();
    // Guess: an operator with nothing behind it says nothing.
    if (token === undefined || token === ")") return () => true;
    const test = this.#single(token);
    return isWanted ? test : (view) => !test(view);
  }

  #single(token: string): Test {
    this.#at += 1;
    if (token !== "(") return token === "OR" ? () => true : compileTerm(token);
    this.#depth += 1;
    if (this.#depth > DEEPEST)
      throw new RestError(400, `The search has brackets more than ${DEEPEST} deep.`);
    const test = allOf(this.#terms());
    this.#depth -= 1;
    this.#at += 1;
    return test ?? (() => true);
  }

  #next(): string | undefined {
    return this.#tokens[this.#at];
  }
}

function allOf(tests: readonly Test[]): Test | undefined {
  return tests.length === 0 ? undefined : (view) => tests.every((test) => test(view));
}

function compileTerm(term: string): Test {
  const pair = /^((?:\\.|[^\\=!"<>])+)(!?=)(.*)$/s.exec(term);
  if (pair === null) {
    if (term === "*") return () => true;
    const test = wildcardOfAnyCase(`*${unquote(term)}*`);
    return (view) =>
      test(view.name) || Object.values(view.content).some((value) => test(asText(value)));
  }
  const [, key = "", sign, value = ""] = pair;
  const name = unquote(key);
  const test = wildcardOfAnyCase(unquote(value));
  const isWanted = sign === "=";
  return (view) => {
    const shown = valueOf(view, name);
    const isSame = Array.isArray(shown)
      ? shown.some((item) => test(asText(item as Value)))
      : test(asText(shown));
    return isSame === isWanted;
  };
}

function unquote(text: string): string {
  const inner =
    text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
  return inner.replace(/\\(.)/gs, "$1");
}

/** Value of a view by name, `name` and `eai:acl.app` included; dots go into nested values. */
export function valueOf(view: View, key: string): Value | undefined {
  if (key === "name" || key === "title") return view.name;
  if (Object.hasOwn(view.content, key)) return view.content[key];
  if (key === "author") return view.owner;
  const acl = /^(?:eai:)?acl\.(app|owner|sharing)$/.exec(key)?.[1];
  if (acl !== undefined)
    return acl === "app" ? (view.app ?? "") : acl === "owner" ? view.owner : view.sharing;
  return nested(view.content, key);
}

function nested(content: Content, key: string): Value | undefined {
  for (let dot = key.indexOf("."); dot !== -1; dot = key.indexOf(".", dot + 1)) {
    const inner = content[key.slice(0, dot)];
    if (inner === null || typeof inner !== "object" || Array.isArray(inner)) continue;
    const rest = key.slice(dot + 1);
    const value = Object.hasOwn(inner, rest)
      ? (inner as Content)[rest]
      : nested(inner as Content, rest);
    if (value !== undefined) return value;
  }
  return undefined;
}
