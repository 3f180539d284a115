/** The small type the search language works on: anything with raw text and fields. */

export interface Searchable {
  readonly raw: string;
  /**
   * All fields by name, `index host source sourcetype _time eventtype tag` among them where known.
   * A multivalue field is an array.
   */
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  /** Fields that win over those: an event's `index`, `host`, `source`, `sourcetype`, `_time`, kept apart. */
  readonly meta?: Readonly<Record<string, string>>;
  /** Those of the fields that lie in the index, which is all that `tstats` sees; undefined where nothing tells. */
  readonly indexed?: Readonly<Record<string, string | readonly string[]>>;
}
