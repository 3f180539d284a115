/** One rule: what is wrong, why Splunk minds, and small add-ons that show it. They are its tests and its documentation. */
import type { LiteralLink } from "../../addon/tree.ts";
import type { Where } from "../../errors.ts";
import type { Facts } from "../facts/facts.ts";
import type { FileEdit, Severity } from "./finding.ts";

/** A whole small add-on: path → text, or a link. */
export type ExampleTree = Readonly<Record<string, string | LiteralLink>>;

/** What is told of a rule, whoever finds its findings. */
export interface Rule {
  /** `AR001`; stable, never given to another rule. */
  readonly id: string;
  /** The file's name. */
  readonly name: string;
  readonly severity: Severity;
  readonly title: string;
  /** Markdown: what Splunk does, and the ground. */
  readonly why: string;
  readonly bad: Readonly<Record<string, ExampleTree>>;
  readonly good: Readonly<Record<string, ExampleTree>>;
}

/** A rule on the add-on itself. */
export interface Check extends Rule {
  run(facts: Facts): Iterable<Observation>;
}

/** A finding as a rule gives it: the rule's own name and severity are added by `runChecks`. */
export interface Observation {
  readonly message: string;
  readonly where: Where;
  readonly hint: string;
  /** Where one way of a rule is graver or milder than the rule. */
  readonly severity?: Severity | undefined;
  /** Empty where the rule cannot mend what it found. */
  readonly fix?: readonly FileEdit[] | undefined;
}
