/** The values that the conf room hands out: one setting, one stanza, one layered .conf. */
import type { Problem, Where } from "../errors.ts";

/** Where a layer comes from. `system` is what Splunk ships below every app. */
export interface ConfLayer {
  /** App id, or `system`. */
  readonly app: string;
  readonly scope: "default" | "local";
}

export interface Setting {
  readonly key: string;
  /** Continuation lines are joined with `\n`. */
  readonly value: string;
  readonly where: Where;
  readonly layer: ConfLayer;
}

export interface Stanza {
  readonly name: string;
  /** Every header of this name, highest layer first: the first one owns the stanza. */
  readonly headers: readonly { readonly where: Where; readonly layer: ConfLayer }[];
  /** Settings of this stanza alone, merged over the layers. */
  readonly own: ReadonlyMap<string, Setting>;
  /** `own`, with what `[default]` and the lines above the first stanza give where `own` is silent. */
  readonly settings: ReadonlyMap<string, Setting>;
}

/** One .conf (`alert_actions`, `props`, …) over all its layers. */
export interface LayeredConf {
  readonly name: string;
  /** In order of first appearance, `default` left out. */
  readonly stanzas: ReadonlyMap<string, Stanza>;
  readonly defaults: ReadonlyMap<string, Setting>;
  /** Odd but harmless lines: a BOM, junk without `=`, a header without `]` … */
  readonly problems: readonly Problem[];
}
