/** The search commands that are emulated, by name, as the README lists them. */
import { addinfo } from "./commands/addinfo.ts";
import { append } from "./commands/append.ts";
import { dedup } from "./commands/dedup.ts";
import { evalCommand } from "./commands/eval.ts";
import { eventcount } from "./commands/eventcount.ts";
import { eventstats } from "./commands/eventstats.ts";
import { fields } from "./commands/fields.ts";
import { fillnull } from "./commands/fillnull.ts";
import { format, returnCommand } from "./commands/format.ts";
import { head, tail } from "./commands/head.ts";
import { inputlookup } from "./commands/inputlookup.ts";
import { lookup, outputlookup } from "./commands/lookup.ts";
import { makemv } from "./commands/makemv.ts";
import { makeresults } from "./commands/makeresults.ts";
import { metadata } from "./commands/metadata.ts";
import { mvexpand } from "./commands/mvexpand.ts";
import { regex } from "./commands/regex.ts";
import { rename } from "./commands/rename.ts";
import { rest } from "./commands/rest.ts";
import { rex } from "./commands/rex.ts";
import { loadjob, savedsearch } from "./commands/saved.ts";
import { search } from "./commands/search.ts";
import { sendalert } from "./commands/sendalert.ts";
import { sort } from "./commands/sort.ts";
import { spath } from "./commands/spath.ts";
import { stats } from "./commands/stats.ts";
import { streamstats } from "./commands/streamstats.ts";
import { table } from "./commands/table.ts";
import { rare, top } from "./commands/top.ts";
import { tstats } from "./commands/tstats.ts";
import { where } from "./commands/where.ts";
import type { CompileCommand } from "./stage/stage.ts";

export const COMMANDS: ReadonlyMap<string, CompileCommand> = new Map<string, CompileCommand>([
  ["addinfo", addinfo],
  ["append", append],
  ["dedup", dedup],
  ["eval", evalCommand],
  ["eventcount", eventcount],
  ["eventstats", eventstats],
  ["fields", fields],
  ["fillnull", fillnull],
  ["format", format],
  ["head", head],
  ["inputlookup", inputlookup],
  ["loadjob", loadjob],
  ["lookup", lookup],
  ["makemv", makemv],
  ["makeresults", makeresults],
  ["metadata", metadata],
  ["mvexpand", mvexpand],
  ["outputlookup", outputlookup],
  ["rare", rare],
  ["regex", regex],
  ["rename", rename],
  ["rest", rest],
  ["return", returnCommand],
  ["rex", rex],
  ["savedsearch", savedsearch],
  ["search", search],
  ["sendalert", sendalert],
  ["sort", sort],
  ["spath", spath],
  ["stats", stats],
  ["streamstats", streamstats],
  ["table", table],
  ["tail", tail],
  ["top", top],
  ["tstats", tstats],
  ["where", where],
]);
