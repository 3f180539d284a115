/** A rule: what is wrong, why it matters to Splunk, and small example add-ons, which are its tests and documentation. */
import type { LiteralLink } from "../../addon/tree.ts";
import type { Where } from "../../errors.ts";
import type { Facts } from "../facts/facts.ts";
import type { Scope } from "../targets/scope.ts";
import type { FileEdit, Severity } from "./finding.ts";

/** A whole small add-on: path → text, or a link. */
export type ExampleTree = Readonly<Record<string, string | LiteralLink>>;

/** The description of a rule. */
export interface Rule {
  /** `AR001`; stable, never given to another rule. */
  readonly id: string;
  /** The file's name. */
  readonly name: string;
  readonly severity: Severity;
  readonly title: string;
  /** Markdown: what Splunk does, and the ground. */
  readonly why: string;
  /** The targets without which it finds nothing. */
  readonly targets?: readonly string[];
  readonly bad: Readonly<Record<string, ExampleTree>>;
  readonly good: Readonly<Record<string, ExampleTree>>;
}

/** A rule that looks at the add-on. Rules on waivers look at findings instead. */
export interface Check extends Rule {
  run(facts: Facts): Iterable<Observation>;
}

/** A finding as a rule returns it. `runChecks` adds the name and severity of the rule. */
export interface Observation {
  readonly message: string;
  readonly where: Where;
  readonly hint: string;
  /** Set when this finding is more or less severe than the rule. */
  readonly severity?: Severity | undefined;
  /** For which targets it holds. Undefined: for all. */
  readonly scope?: Scope | undefined;
  /** Empty when the rule cannot fix it. */
  readonly fix?: readonly FileEdit[] | undefined;
}
