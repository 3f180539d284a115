/**
 * `rest <uri> [count=…] [splunk_server=…] [timeout=…] [strict=…] [<argument>=<value> …]`.
 * Ground: Search Reference, «rest»: without `strict` an endpoint that cannot be read gives a warning and no rows; every
 * other `key=value` is handed to the endpoint.
 */
import { optionIn, readWords, wholeNumber, yesOrNo } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { inBatches, type SplWorld, type Stage } from "../stage/stage.ts";
import { wildcardOfAnyCase } from "../../../text/wildcard.ts";

/** Said to splunkd's search, not to the endpoint. Ground: as above; `preserve_args_case` and `noProxy` as public apps give them. */
const OWN = new Set([
  "count",
  "splunk_server",
  "splunk_server_group",
  "timeout",
  "strict",
  "preserve_args_case",
  "noproxy",
]);

export function rest(call: CommandCall, world: SplWorld): Stage {
  const words = readWords(call, 0, /[\s|]/);
  const uri = words.find((word) => word.key === undefined);
  if (uri === undefined) {
    throw commandError(call, "The URI of a REST endpoint must be specified.", {
      hint: "Write | rest /services/server/info.",
    });
  }
  const path = withServices(uri.text);
  if (path === undefined) {
    throw commandError(call, `Invalid uri: ${uri.text}`, {
      at: uri.start,
      hint: "It begins with /services or /servicesNS.",
    });
  }
  const { rest: ask } = world;
  if (ask === undefined) {
    throw commandError(call, "There is no REST API here to ask.", {
      hint: "Send the search to the search/jobs of `ar-sim serve`.",
    });
  }
  const isStrict = yesOrNo(call, optionIn(words, "strict"), false);
  const args: [string, string][] = words
    .filter(({ key }) => key !== undefined && !OWN.has(key.toLowerCase()))
    .map(({ key = "", text }) => [key, text]);
  args.unshift(["count", String(wholeNumber(call, optionIn(words, "count"), 0))]);
  const server = optionIn(words, "splunk_server")?.text ?? "*";
  return {
    columns: () => ({ names: new Map(), isOpen: true }),
    async *run() {
      if (!isThisServer(server, world.serverName)) return;
      const answer = await ask(path, args);
      if ("failure" in answer) {
        if (isStrict) throw commandError(call, answer.failure);
        world.warn?.(answer.failure);
        return;
      }
      yield* inBatches([...answer.rows]);
    },
  };
}

/** `services/apps/local` is taken for `/services/apps/local`. */
function withServices(text: string): string | undefined {
  const path = text.startsWith("/") ? text : `/${text}`;
  return /^\/services(?:NS)?\//.test(path) ? path : undefined;
}

function isThisServer(wanted: string, serverName: string): boolean {
  return wanted === "local" || wildcardOfAnyCase(wanted)(serverName);
}
