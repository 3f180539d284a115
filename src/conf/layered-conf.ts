/** The types of a .conf file over all its layers: settings, stanzas, the file. */
import type { Problem, Where } from "../errors.ts";

/**
 * The layers of one app, the lowest first: the names of their folders, and of the files in metadata/. The Python twin of
 * this list is `layers_of` in sandbox/python/splunk/_stand_in/conf_layers.py.
 */
export const SCOPES = ["default", "local"] as const;

/** The origin of a layer. `system` is what Splunk ships below every app. */
export interface ConfLayer {
  /** App id, or `system`. */
  readonly app: string;
  readonly scope: (typeof SCOPES)[number];
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
  /** `own`, plus the settings of `[default]` and of the lines above the first stanza that `own` lacks. */
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
