import type { SplunkdOptions } from "../../../src/splunkd/instance/settings.ts";
import { type InjectedSplunkd, injectSplunkd } from "./inject-splunkd.ts";

export interface Entries {
  readonly status: number;
  readonly names: readonly string[];
  /** Of the first. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** `path` is below /services, or from the root. */
type AskEntries = (
  method: string,
  path: string,
  form?: Readonly<Record<string, string>>,
) => Promise<Entries>;

/** A stand-in without ports that is asked for feeds of JSON. */
export function injectEntries(
  options: SplunkdOptions = {},
): InjectedSplunkd & { readonly ask: AskEntries } {
  const splunkd = injectSplunkd(options);
  return {
    ...splunkd,
    async ask(method, path, form) {
      const url = path.startsWith("/") ? path : `/services/${path}`;
      const query = `${url.includes("?") ? "&" : "?"}output_mode=json&count=0`;
      const asking = form === undefined ? {} : { form };
      const { status, text } = await splunkd.inject(method, `${url}${query}`, asking);
      const { entry = [] } = JSON.parse(text) as {
        entry?: { name: string; content: Readonly<Record<string, unknown>> }[];
      };
      const names = entry.map(({ name }) => name);
      return { status, names, content: entry[0]?.content ?? {}, text };
    },
    [Symbol.asyncDispose]: () => splunkd[Symbol.asyncDispose](),
  };
}
