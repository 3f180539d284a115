/**
 * Bodies of the HTTP Event Collector to events as written: `event` takes envelopes, `raw` takes text.
 * Ground: Getting Data In, «Format events for HTTP Event Collector».
 */
import type { WrittenEvent } from "../../../events/event.ts";
import type { LineRules, Posted } from "../../../events/spool/break-lines.ts";
import { parseHec, readHecTime } from "../../../events/spool/parse-hec.ts";
import { cutEnvelopes } from "./cut-envelopes.ts";
import { hecAnswer, type HecAnswer } from "./hec-answer.ts";
import type { HecToken } from "./hec-token.ts";

/** What a request says beside its body: query arguments, and the host it was sent to. */
export interface HecRequest {
  readonly path: string;
  readonly token: HecToken;
  readonly defaults: Readonly<
    Partial<Record<"index" | "host" | "source" | "sourcetype" | "time", string | undefined>>
  >;
  readonly sentTo: string;
  readonly isIndex: (name: string) => boolean;
  /** How `raw` breaks and cuts a text. */
  readonly linesOf: (posted: Posted) => Pick<LineRules, "breakText">;
  /** Number of the first event, over all requests. */
  readonly first: number;
}

export interface HecBody {
  readonly events: readonly WrittenEvent[];
  /** What to answer when something in it is wrong; events before that place are taken. */
  readonly refused?: HecAnswer;
}

export function readHecEvents(text: string, request: HecRequest): HecBody {
  if (text.trim() === "") return { events: [], refused: hecAnswer(5) };
  const { texts, isBroken } = cutEnvelopes(text);
  const events: WrittenEvent[] = [];
  for (const [number, envelope] of texts.entries()) {
    const event = readEnvelope(envelope, request, request.first + number);
    if ("status" in event) {
      const { status, body } = event;
      return {
        events,
        refused: { status, body: { ...body, "invalid-event-number": number } },
      };
    }
    events.push(event);
  }
  if (isBroken) {
    return { events, refused: hecAnswer(6, { "invalid-event-number": texts.length }) };
  }
  return texts.length === 0 ? { events, refused: hecAnswer(5) } : { events };
}

function readEnvelope(text: string, request: HecRequest, number: number): WrittenEvent | HecAnswer {
  const event = parseHec(text, { kind: "hec", file: request.path, number });
  if (event === undefined) return whyNot(text);
  if (event.raw.trim() === "") return hecAnswer(13);
  if (event.time === undefined && hasBadTime(text)) return hecAnswer(15);
  if (hasNestedFields(event, text)) return hecAnswer(15);
  const written = withDefaults(event, request);
  return isAllowed(written.index, request) ? written : hecAnswer(7);
}

/** Ground: 400 with code 15 for a time that is none, as measured. */
function hasBadTime(text: string): boolean {
  if (!text.includes('"time"')) return false;
  const { time } = JSON.parse(text) as { readonly time?: unknown };
  return time !== undefined && time !== null && time !== "";
}

/** Ground: «indexed fields», fields of an envelope are a flat object. */
function hasNestedFields({ indexed }: WrittenEvent, text: string): boolean {
  if (!Object.values(indexed).some((value) => String(value).startsWith("{"))) return false;
  const { fields } = JSON.parse(text) as { readonly fields: Readonly<Record<string, unknown>> };
  return Object.values(fields).some((value) => typeof value === "object" && !Array.isArray(value));
}

/** An envelope that gives no event: no JSON, no `event`, or none in it. */
function whyNot(text: string): HecAnswer {
  try {
    const envelope = JSON.parse(text) as Record<string, unknown>;
    if (!Object.hasOwn(envelope, "event")) return hecAnswer(12);
    // There is one, and it is nested beyond all reason.
    return hecAnswer((envelope["event"] ?? "") === "" ? 13 : 6);
  } catch {
    return hecAnswer(6);
  }
}

/** Guess: a line is an event each. Clients and their suites count on it, whatever SHOULD_LINEMERGE says. */
export function readHecRaw(body: string, request: HecRequest): HecBody {
  const event = withDefaults(
    {
      raw: "",
      index: undefined,
      host: undefined,
      source: undefined,
      sourcetype: undefined,
      time: readHecTime(request.defaults.time),
      indexed: {},
      origin: { kind: "hec", file: request.path, number: request.first },
      notes: [],
    },
    request,
  );
  const { host = "", source = "", sourcetype = "" } = event;
  const lines = request.linesOf({ host, source, sourcetype }).breakText(body);
  if (lines.length === 0) return { events: [], refused: hecAnswer(5) };
  if (!isAllowed(event.index, request)) return { events: [], refused: hecAnswer(7) };
  return {
    events: lines.map(({ raw, notes }, number) => ({
      ...event,
      raw,
      notes,
      origin: { ...event.origin, number: request.first + number },
    })),
  };
}

/** Envelope, then the request's arguments, then the token, then what Splunk takes. */
function withDefaults(event: WrittenEvent, request: HecRequest): WrittenEvent {
  const { token, defaults, sentTo } = request;
  const splunks = { host: sentTo, source: `http:${token.name}`, sourcetype: "httpevent" };
  const layers: readonly Metadata[] = [event, defaults, token, splunks];
  const first = (key: keyof Metadata): string | undefined =>
    layers.find((layer) => layer[key] !== undefined)?.[key];
  return {
    ...event,
    index: indexMeant(first("index")),
    host: first("host"),
    source: first("source"),
    sourcetype: first("sourcetype"),
  };
}

type Metadata = Partial<Record<"index" | "host" | "source" | "sourcetype", string | undefined>>;

/** Ground: `default` stands for the default index, seen in splunk-logging's suite. */
function indexMeant(index: string | undefined): string | undefined {
  return index === "default" ? undefined : index;
}

function isAllowed(index: string | undefined, { token, isIndex }: HecRequest): boolean {
  if (index === undefined) return true;
  return isIndex(index) && (token.indexes.length === 0 || token.indexes.includes(index));
}
