/**
 * How a REST handler of an add-on ended: with a value, with an answer that splunkd gives in its place, or with a
 * traceback. The sandbox makes this value, and the stand-in for splunkd answers with it.
 */
export type HandlerEnd =
  | { readonly returned: unknown }
  | { readonly failed: { readonly status: number; readonly text: string } }
  | {
      readonly error: string;
      readonly type?: string | undefined;
      readonly text?: string | undefined;
      /** What it means to somebody who has no Splunk at hand. */
      readonly hint?: string | undefined;
    };
