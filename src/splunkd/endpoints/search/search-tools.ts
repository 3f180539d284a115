/** parser, timeparser and typeahead. Ground: REST API Reference, «search/parser», «search/timeparser», «search/typeahead». */
import { HarnessError } from "../../../errors.ts";
import { compilePipeline } from "../../../search/spl/compile-pipeline.ts";
import { COMMANDS } from "../../../search/spl/commands.ts";
import { parseSpl } from "../../../search/spl/parse-spl.ts";
import { type SplWorld, type Stage, unchanged } from "../../../search/spl/stage/stage.ts";
import { withoutFindings } from "../../../search/spl/subsearch.ts";
import type { Family, Request } from "../../call/family.ts";
import { asText } from "../../model/entity.ts";
import { askerOf } from "../../search/asker.ts";
import { asSentence } from "../../search/word-search-error.ts";
import { checkSearch, fatal, withPipe } from "../../search/run-job-search.ts";
import { checkSearchByGet } from "../../search/starts-by-get.ts";
import { parsedXml } from "../../search/results/job-xml.ts";
import type { SearchSources } from "../../search/world/search-sources.ts";
import { searchWorld } from "../../search/world/search-world.ts";
import { type Arguments, readWhole } from "../../model/arguments.ts";
import { json, type Reply, xml } from "../../model/reply.ts";
import { escapeMarkup } from "../../../text/escape-markup.ts";
import { readTime } from "../../model/read-time.ts";
import { RestError } from "../../model/rest-error.ts";

export const searchTools: Family = (app, parts) => {
  for (const root of ["/search", "/search/v1", "/search/v2"]) {
    const parser = (request: Request): Promise<Reply> => parse(request, parts);
    app.get(`${root}/parser`, (request) => {
      checkSearchByGet(root, parts.settings.profile);
      return parser(request);
    });
    app.post(`${root}/parser`, parser);
    const routes = {
      timeparser: (request: Request) => times(request, parts.now() / 1000),
      typeahead: ({ args }: Request) => typeahead(args),
    };
    for (const [name, handler] of Object.entries(routes)) {
      app.get(`${root}/${name}`, handler);
      app.post(`${root}/${name}`, handler);
    }
  }
};

async function parse(request: Request, sources: SearchSources): Promise<Reply> {
  const text = request.args.get("q");
  if (text === undefined || text.trim() === "")
    throw fatal("The following required arguments are missing: q.");
  const times = {
    sid: "",
    now: sources.settings.now() / 1000,
    earliest: undefined,
    latest: undefined,
  };
  const world = onlyRead(searchWorld(sources, askerOf(request), times, []));
  checkSearch(text, world.commands);
  let calls;
  try {
    // What is told is the text as it came; what is compiled has no subsearch among its terms any more, as in a job.
    calls = parseSpl(withPipe(text), world);
    await compilePipeline(parseSpl(await withoutFindings(withPipe(text), world), world), world);
  } catch (error) {
    if (error instanceof HarnessError) throw fatal(asSentence(error.message));
    throw error;
  }
  const brings = (name: string): boolean =>
    name === "search" || (COMMANDS.get(name) ?? world.commands?.find(name))?.kind === "generating";
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
  if (request.outputMode.startsWith("json")) return json({ ...shown, commands });
  return xml(parsedXml(shown, commands));
}

/** Guess: the parser starts no program. What a command of an app is like is then what commands.conf says of it. */
function onlyRead(world: SplWorld): SplWorld {
  const { commands } = world;
  if (commands === undefined) return world;
  const compile = (): Stage => ({ columns: unchanged, run: (rows) => rows });
  return {
    ...world,
    commands: {
      ...commands,
      find(name) {
        const command = commands.find(name);
        return command && { ...command, compile };
      },
    },
  };
}

/** Each time by what it was given as; `output_time_format` of %s gives epoch seconds. */
function times({ args, outputMode }: Request, now: number): Reply {
  const given = args.get("now");
  const base = given === undefined ? now : (readTime(given, now) ?? 0);
  const isEpoch = (args.get("output_time_format") ?? "").includes("%s");
  const parsed = args.all("time").map((text): [string, string] => {
    const time = readTime(text, base);
    if (time === undefined) throw new RestError(400, `Invalid time "${text}"`, { type: "FATAL" });
    return [
      text,
      isEpoch
        ? String(Math.floor(time))
        : new Date(time * 1000).toISOString().replace("Z", "+00:00"),
    ];
  });
  if (outputMode.startsWith("json")) return json(Object.fromEntries(parsed));
  // Ground: the answer in the reference; what was asked for is no name of an element.
  const keys = parsed.map(
    ([text, time]) => `    <key name="${escapeMarkup(text)}">${escapeMarkup(time)}</key>\n`,
  );
  return xml(
    `<?xml version="1.0" encoding="UTF-8"?>\n<response>\n  <dict>\n${keys.join("")}  </dict>\n</response>\n`,
  );
}

function typeahead(args: Arguments): Reply {
  const prefix = asText(args.get("prefix"))
    .replace(/^.*\|\s*/s, "")
    .toLowerCase();
  const count = Math.max(0, readWhole(args, "count", 10));
  const words = [...COMMANDS.keys(), "index=", "host=", "source=", "sourcetype="];
  const matching = words.filter((word) => word.startsWith(prefix)).slice(0, count);
  const results = matching.map((word) => ({ content: word, count: 1, operator: false }));
  return json({ results });
}
