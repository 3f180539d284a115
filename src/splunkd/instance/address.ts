/** Where the stand-in listens. */

export interface Address {
  readonly port: number;
  /** `https://127.0.0.1:<port>`. */
  readonly uri: string;
  /** Of the HTTP Event Collector, where it was asked for. */
  readonly hecUri: string | undefined;
  /** Of the page behind results_link. */
  readonly webPort: number | undefined;
}
