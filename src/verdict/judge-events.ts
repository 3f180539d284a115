/**
 * The part of the verdict on single events: whether Enterprise Security can join them to their search and notable, and
 * what an indexer would change. Ground: «View Adaptive Response Results» looks for orig_sid and orig_rid; props of the
 * CIM add-on.
 */
import { hintForNote, isHarmless } from "../events/event-notes.ts";
import type { IndexedEvent } from "../events/event.ts";
import type { Reason } from "../transcript.ts";
import { countOf } from "./count-of.ts";
import type { RunRecord, Yardstick } from "./yardstick.ts";

/** The most remarks that are told. */
const TOLD = 5;

export function* judgeEvents(run: RunRecord, yardstick: Yardstick): Generator<Reason> {
  if (yardstick.isAdaptiveResponse) {
    yield* judgeLink(run);
    yield* judgeNotable(run, yardstick.notable);
  }
  const notes = new Map<string, number>();
  for (const event of run.events) {
    for (const note of event.notes) {
      if (!isHarmless(note)) notes.set(note, (notes.get(note) ?? 0) + 1);
    }
  }
  for (const [note, count] of [...notes].slice(0, TOLD)) {
    yield {
      id: "event-note",
      status: "warn",
      message: `${countOf(count)}: ${note}`,
      hint: hintForNote(note),
    };
  }
}

/** Without orig_sid and orig_rid the workflow action finds nothing. With a wrong rid it finds the wrong row. */
function* judgeLink(run: RunRecord): Generator<Reason> {
  const of = countOf(run.events.length);
  const loose = run.events.filter((event) => textOf(event, "orig_sid") === "");
  if (loose.length > 0) {
    yield {
      id: "linked",
      status: "warn",
      message: `${loose.length} of ${of} carry no orig_sid: they cannot be joined to the search or notable`,
      hint: "Write them with addevent(…, cam_header=True), which is the default.",
    };
  }
  const odd = run.events.find(
    (event) =>
      textOf(event, "orig_sid") === run.sid && !isRowOf(textOf(event, "orig_rid"), run.rows),
  );
  if (odd !== undefined) {
    const rid = textOf(odd, "orig_rid");
    yield {
      id: "linked",
      status: "warn",
      message: `orig_rid="${rid}" is no row of the results (0 to ${run.rows - 1}): Enterprise Security joins by the row's number`,
      hint: 'Number rows before filtering them: result.setdefault("rid", str(number)), then update(result).',
    };
  }
}

/** The panel, and its link, look for the ids of the notable alone. */
function* judgeNotable(
  { events }: Pick<RunRecord, "events">,
  notable: Yardstick["notable"],
): Generator<Reason> {
  if (notable === undefined || notable.origSid === "") return;
  const ids = (event: IndexedEvent): string[] => [
    textOf(event, "orig_sid"),
    textOf(event, "orig_rid"),
  ];
  const others = events.filter((event) => {
    const [sid, rid] = ids(event);
    return sid !== "" && (sid !== notable.origSid || rid !== notable.origRid);
  });
  const [first] = others;
  if (first === undefined) return;
  const [sid, rid] = ids(first);
  yield {
    id: "linked",
    status: "warn",
    message: `${others.length} of ${countOf(events.length)} bear other ids than the notable, orig_sid="${sid}" orig_rid="${rid}": its panel does not find them`,
    hint: "Call update(result) before addevent(), for each result.",
  };
}

/** A real-time search adds the number of its snapshot to the rid: `2.4`. */
function isRowOf(rid: string, rows: number): boolean {
  const number = /^(\d+)(?:\.\d+)?$/.exec(rid)?.[1];
  return number !== undefined && Number(number) < rows;
}

function textOf(event: IndexedEvent, field: string): string {
  return [event.fields[field] ?? ""].flat()[0] ?? "";
}
