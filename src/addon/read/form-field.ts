/** A field of a form: of an action, of an account, of a tab of settings. */
export interface FormField {
  readonly isRequired: boolean;
  /** Values that the form offers, the likeliest first. */
  readonly values: readonly string[];
  /**
   * What the form sends untouched, where the .conf files set nothing: the value of an input, the chosen option.
   * undefined: nothing, since Splunk Web leaves out what is empty.
   */
  readonly initial?: string | undefined;
  /** A regular expression that the value must match. */
  readonly pattern?: string | undefined;
  /** Where the form gets its choices at run time: the search or the endpoint, as it is written. */
  readonly choicesFrom?: string | undefined;
}
