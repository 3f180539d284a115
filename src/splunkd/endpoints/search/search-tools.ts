/** parser, timeparser and typeahead. Ground: REST API Reference, «search/parser», «search/timeparser», «search/typeahead». */
import { HarnessError } from "../../../errors.ts";
import { compilePipeline } from "../../../search/spl/compile-pipeline.ts";
import { COMMANDS } from "../../../search/spl/commands.ts";
import { parseSpl } from "../../../search/spl/parse-spl.ts";
import type { Call } from "../../call/call.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { asText } from "../../model/entity.ts";
import { checkSearch, fatal, withPipe } from "../../search/run-job-search.ts";
import { parsedXml } from "../../search/results/job-xml.ts";
import { searchWorld } from "../../search/world/search-world.ts";
import { readWhole } from "../../model/arguments.ts";
import { json, type Reply, xml } from "../../model/reply.ts";
import { escapeMarkup } from "../../../text/escape-markup.ts";
import { readTime } from "../../model/read-time.ts";
import { RestError } from "../../model/rest-error.ts";

export const searchTools: readonly Endpoint[] = ["search", "search/v1", "search/v2"].flatMap(
  (root) => [
    { path: `${root}/parser`, GET: { run: parse }, POST: { run: parse } },
    { path: `${root}/timeparser`, GET: { run: times }, POST: { run: times } },
    { path: `${root}/typeahead`, GET: { run: typeahead }, POST: { run: typeahead } },
  ],
);

async function parse(call: Call): Promise<Reply> {
  const text = call.args.get("q");
  if (text === undefined || text.trim() === "")
    throw fatal("The following required arguments are missing: q.");
  checkSearch(text);
  const times = { sid: "", now: call.splunkd.now() / 1000, earliest: undefined, latest: undefined };
  const world = searchWorld(call.splunkd, call, times, []);
  let calls;
  try {
    calls = parseSpl(withPipe(text), world);
    await compilePipeline(calls, world);
  } catch (error) {
    if (error instanceof HarnessError)
      throw fatal(error.message.endsWith(".") ? error.message : `${error.message}.`);
    throw error;
  }
  const brings = (name: string): boolean =>
    name === "search" || COMMANDS.get(name)?.kind === "generating";
  const commands = calls.map(({ name, args }, number) => ({
    command: name,
    rawargs: args,
    pipeline: number === 0 ? "streaming" : "report",
    args: name === "search" ? { search: [args.trim()] } : args.trim(),
    isGenerating: brings(name),
    streamType: brings(name) ? "SP_GENERATING" : "SP_STREAMING",
  }));
  const shown = {
    remoteSearch: text,
    remoteTimeOrdered: true,
    eventsSearch: text,
    eventsTimeOrdered: true,
    eventsStreaming: true,
    reportsSearch: "",
    canSummarize: false,
  };
  if (call.outputMode.startsWith("json")) return json({ ...shown, commands });
  return xml(parsedXml(shown, commands));
}

/** Each time by what it was given as; `output_time_format` of %s gives epoch seconds. */
function times(call: Call): Reply {
  const now = call.args.get("now");
  const base =
    now === undefined ? call.splunkd.now() / 1000 : (readTime(now, call.splunkd.now() / 1000) ?? 0);
  const isEpoch = (call.args.get("output_time_format") ?? "").includes("%s");
  const parsed = call.args.all("time").map((text): [string, string] => {
    const time = readTime(text, base);
    if (time === undefined) throw new RestError(400, `Invalid time "${text}"`, { type: "FATAL" });
    return [
      text,
      isEpoch
        ? String(Math.floor(time))
        : new Date(time * 1000).toISOString().replace("Z", "+00:00"),
    ];
  });
  if (call.outputMode.startsWith("json")) return json(Object.fromEntries(parsed));
  // Ground: the answer in the reference; what was asked for is no name of an element.
  const keys = parsed.map(
    ([text, time]) => `    <key name="${escapeMarkup(text)}">${escapeMarkup(time)}</key>\n`,
  );
  return xml(
    `<?xml version="1.0" encoding="UTF-8"?>\n<response>\n  <dict>\n${keys.join("")}  </dict>\n</response>\n`,
  );
}

function typeahead(call: Call): Reply {
  const prefix = asText(call.args.get("prefix"))
    .replace(/^.*\|\s*/s, "")
    .toLowerCase();
  const count = Math.max(0, readWhole(call.args, "count", 10));
  const words = [...COMMANDS.keys(), "index=", "host=", "source=", "sourcetype="];
  const found = words.filter((word) => word.startsWith(prefix)).slice(0, count);
  const results = found.map((one) => ({ content: one, count: 1, operator: false }));
  return json({ results });
}
