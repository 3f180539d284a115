// Written events as an indexer would hold them and a search would show them.
// Ground: props.conf.spec, transforms.conf.spec; the sourcetypes of the common action model as its add-on sets them.
import type { Addon } from "../../addon/addon.ts";
import type { Problem } from "../../errors.ts";
import { createArrival, type Arrived } from "./arrival.ts";
import type { IndexedEvent, WrittenEvent } from "../event.ts";
import { createIndexCheck } from "./index-check.ts";
import type { Indexer } from "./indexer.ts";
import {
  createPropsLookup,
  perSettings,
  settingOf,
  type PropsLookup,
} from "../props/props-lookup.ts";
import { compileFields } from "../fields/search-fields.ts";
import { shippedTransforms } from "../props/shipped-props.ts";

export interface Indexed {
  readonly events: IndexedEvent[];
  /** Regular expressions that do not compile, events that a transform drops. */
  readonly problems: readonly Problem[];
}

export function indexEvents(
  written: readonly WrittenEvent[],
  addon: Addon,
  indexer: Indexer,
): Indexed {
  const { take, problems } = createIndexing(addon, indexer);
  const events: IndexedEvent[] = [];
  const dropped: WrittenEvent[] = [];
  for (const event of written) {
    const taken = take(event);
    if (taken === undefined) dropped.push(event);
    else events.push(taken.event);
  }
  if (dropped[0] !== undefined) problems.push(droppedBy(dropped[0], dropped.length));
  return { events, problems };
}

/** An event as a search shows it, and what the index itself knows of it. */
export interface Taken extends Pick<Arrived, "indexed" | "timeText"> {
  readonly event: IndexedEvent;
}

export interface Indexing {
  /** In their order: one without a time gets that of the last. undefined for one that a transform drops. */
  take(event: WrittenEvent): Taken | undefined;
  readonly problems: Problem[];
}

/** Indexes one event after the other, where there are too many to wait for the last. */
export function createIndexing(addon: Addon, indexer: Indexer): Indexing {
  const props = createPropsLookup(addon);
  const problems: Problem[] = [...props.problems];
  const transforms = new Map([...shippedTransforms, ...addon.conf("transforms").stanzas]);
  const arrive = createArrival({ addon, indexer, props, transforms, problems });
  const show = createView(props, {
    transforms,
    problems,
    compileEval: indexer.compileEval,
    compileLookup: indexer.compileLookup,
    checkIndex: createIndexCheck(addon),
  });
  return {
    problems,
    take(event) {
      const arrived = arrive(event);
      if (arrived === undefined) return undefined;
      const { indexed, timeText } = arrived;
      return { event: show(event, arrived), indexed, timeText };
    },
  };
}

type ViewOptions = Parameters<typeof compileFields>[1] & {
  readonly checkIndex: (index: string) => string | undefined;
};

/** The search-time half: the settings of the sourcetype that the event has come to have. */
function createView(
  props: PropsLookup,
  options: ViewOptions,
): (event: WrittenEvent, arrived: Arrived) => IndexedEvent {
  const fieldsOf = perSettings((settings) => compileFields(settings, options));
  return ({ origin, notes }, arrived) => {
    const { raw, index, host, source, time } = arrived;
    let { sourcetype } = arrived;
    let settings = props.settings(source, host, sourcetype);
    const rename = settingOf(settings, "rename");
    if (rename !== "" && rename !== sourcetype) {
      arrived.indexed["_sourcetype"] = sourcetype;
      sourcetype = rename;
      settings = props.settings(source, host, sourcetype);
    }
    const meta = { index, host, source, sourcetype, _time: String(time) };
    const { fields, note } = fieldsOf(settings)({ raw, meta, indexed: arrived.indexed });
    const more = [arrived.note, note, options.checkIndex(index)].filter(
      (remark) => remark !== undefined,
    );
    return {
      index,
      host,
      source,
      sourcetype,
      time,
      raw,
      fields,
      origin,
      eventtypes: [],
      tags: [],
      notes: more.length === 0 ? notes : [...notes, ...more],
    };
  };
}

function droppedBy(event: WrittenEvent, count: number): Problem {
  const first = `${event.origin.file}, event ${event.origin.number + 1}`;
  return {
    code: "EVENTS_DROPPED",
    message: `${count} of the events written go to the nullQueue and are not indexed (first: ${first})`,
    hint: "Look for `DEST_KEY = queue` among the transforms that props.conf names for them.",
    where: { file: event.origin.file },
  };
}
