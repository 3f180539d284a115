/**
 * How a REST handler of an add-on ended: what it returned, what splunkd says in its place, or the traceback of one that
 * failed. The sandbox makes it, the stand-in for splunkd answers with it.
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
