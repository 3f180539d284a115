/** One request to the stand-in for splunkd and how it was answered, as the transcript of a run lists it. */
export interface RestRecord {
  /** When it came, as ISO 8601. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly durationMs: number;
  readonly user: string | null;
  /** False when ar-sim does not emulate this endpoint. */
  readonly known: boolean;
  /** In splunkd's words, where it answered with an error. */
  readonly refusal?: string | undefined;
  /** The capabilities that the user lacks for it, where one of them would do. */
  readonly capabilities?: readonly string[] | undefined;
  /** The roles that have one of these capabilities. */
  readonly roles?: readonly string[] | undefined;
  /** Where credentials were asked for: those that there are, as `realm:user`. */
  readonly credentials?: readonly string[] | undefined;
  /** Where bodies are asked for: the texts, the first 64 Ki characters of each, secrets masked by their names. */
  readonly requestBody?: string | undefined;
  readonly responseBody?: string | undefined;
}
