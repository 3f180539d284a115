/**
 * The search commands that are emulated. A new one is a file in commands/ and a line here; the table in docs/search.md and the
 * help are held to this list by tests.
 */
import { type Command, command } from "./command.ts";

const EXPRESSIONS = { takesExpressions: true };
const SAME_FIELDS = { keepsFields: true };

const ALL: readonly Command[] = [
  command("addinfo", "streaming", () => import("./commands/addinfo.ts")),
  command("addtotals", "streaming", () => import("./commands/addtotals.ts")),
  command("append", "transforming", () => import("./commands/append.ts")),
  command("appendpipe", "transforming", () => import("./commands/appendpipe.ts"), EXPRESSIONS),
  command("bin", "streaming", () => import("./commands/bin.ts")),
  command("bucket", "streaming", () => import("./commands/bin.ts")),
  command("convert", "streaming", () => import("./commands/convert.ts")),
  command("dedup", "streaming", () => import("./commands/dedup.ts"), SAME_FIELDS),
  command("eval", "streaming", () => import("./commands/eval.ts"), EXPRESSIONS),
  command("eventcount", "generating", () => import("./commands/eventcount.ts")),
  command("eventstats", "streaming", () => import("./commands/eventstats.ts"), EXPRESSIONS),
  command("expandtoken", "streaming", () => import("./commands/expandtoken.ts"), SAME_FIELDS),
  command("fields", "streaming", () => import("./commands/fields.ts")),
  command("fieldsummary", "transforming", () => import("./commands/fieldsummary.ts")),
  command("fillnull", "streaming", () => import("./commands/fillnull.ts")),
  command("foreach", "streaming", () => import("./commands/foreach.ts"), EXPRESSIONS),
  command("format", "transforming", () => import("./commands/format.ts")),
  command("fromjson", "streaming", () => import("./commands/fromjson.ts")),
  command("head", "streaming", () => import("./commands/head.ts"), {
    ...EXPRESSIONS,
    ...SAME_FIELDS,
  }),
  command("inputlookup", "generating", () => import("./commands/inputlookup.ts"), {
    checksPlace: true,
  }),
  command("join", "streaming", () => import("./commands/join.ts")),
  command("loadjob", "generating", () => import("./commands/loadjob.ts")),
  command("lookup", "streaming", () => import("./commands/lookup.ts")),
  command("makemv", "streaming", () => import("./commands/makemv.ts")),
  command("makeresults", "generating", () => import("./commands/makeresults.ts")),
  command("metadata", "generating", () => import("./commands/metadata.ts")),
  command("mvexpand", "streaming", () => import("./commands/mvexpand.ts")),
  command("nomv", "streaming", () => import("./commands/nomv.ts"), SAME_FIELDS),
  command("outputlookup", "streaming", () => import("./commands/outputlookup.ts")),
  command("rare", "transforming", () => import("./commands/top.ts")),
  command("regex", "streaming", () => import("./commands/regex.ts")),
  command("rename", "streaming", () => import("./commands/rename.ts")),
  command("replace", "streaming", () => import("./commands/replace.ts"), SAME_FIELDS),
  command("rest", "generating", () => import("./commands/rest.ts")),
  command("return", "transforming", () => import("./commands/return.ts")),
  command("reverse", "streaming", () => import("./commands/reverse.ts"), SAME_FIELDS),
  command("rex", "streaming", () => import("./commands/rex.ts")),
  command("savedsearch", "generating", () => import("./commands/savedsearch.ts")),
  command("search", "streaming", () => import("./commands/search.ts"), SAME_FIELDS),
  command("sendalert", "streaming", () => import("./commands/sendalert.ts")),
  command("sort", "streaming", () => import("./commands/sort.ts"), SAME_FIELDS),
  command("spath", "streaming", () => import("./commands/spath.ts")),
  command("stats", "transforming", () => import("./commands/stats.ts"), EXPRESSIONS),
  command("strcat", "streaming", () => import("./commands/strcat.ts")),
  command("streamstats", "streaming", () => import("./commands/streamstats.ts"), EXPRESSIONS),
  command("table", "transforming", () => import("./commands/table.ts")),
  command("tail", "streaming", () => import("./commands/head.ts"), SAME_FIELDS),
  command("top", "transforming", () => import("./commands/top.ts")),
  command("tstats", "generating", () => import("./commands/tstats.ts")),
  command("where", "streaming", () => import("./commands/where.ts"), {
    ...EXPRESSIONS,
    ...SAME_FIELDS,
  }),
  command("xmlkv", "streaming", () => import("./commands/xmlkv.ts")),
];

/** By name, in the order of the alphabet. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  ALL.map((command) => [command.name, command]),
);
