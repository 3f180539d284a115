/** Renders the parts of a transcript that a snapshot keeps, as a text for people and diffs. Pure. */
import type { IndexedEvent } from "../../events/event.ts";
import type { Transcript } from "../../transcript.ts";
import type { SnapshotPart } from "../expect/expect.ts";
import type { Redact } from "./redact.ts";

const USUAL: readonly SnapshotPart[] = ["payload", "events", "messages", "rest"];

export function renderSnapshot(
  run: Transcript,
  parts: readonly SnapshotPart[] | true,
  redact: Redact,
): string {
  const wanted = parts === true ? USUAL : parts;
  const text = SNAPSHOT_PARTS.filter((part) => wanted.includes(part))
    .map((part) => `${section(part, run)}\n`)
    .join("\n");
  return redact(text);
}

/** All of them, in the order in which a snapshot has them. */
export const SNAPSHOT_PARTS: readonly SnapshotPart[] = [
  "payload",
  "stdout",
  "stderr",
  "logs",
  "messages",
  "events",
  "rest",
];

function section(part: SnapshotPart, run: Transcript): string {
  switch (part) {
    case "payload":
      return titled(
        "payload",
        run.invocations.map((invocation) => pretty(invocation.payload)),
      );
    case "stdout":
    case "stderr":
      return titled(
        part,
        run.invocations.map((invocation) => invocation[part]),
      );
    case "logs":
      return titled(
        "logs",
        run.logs.map((log) => `${log.file}\n${log.text}`),
      );
    case "messages":
      return titled("messages", run.messages.map(messageLine));
    case "events":
      return titled("events", [...run.events].map(eventText));
    case "rest":
      return titled(
        "REST calls",
        run.rest.map(
          (call) =>
            `${call.method} ${call.path}${call.query === "" ? "" : `?${call.query}`} → ${call.status}`,
        ),
      );
  }
}

function titled(title: string, texts: readonly string[]): string {
  const lines = texts.length === 0 ? ["(none)"] : texts.map((text) => text.replace(/\n+$/, ""));
  return [`── ${title} ──`, ...lines].join("\n");
}

function pretty(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}

function messageLine(message: Transcript["messages"][number]): string {
  // The handler adds it, not the action.
  const { worker: _, ...fields } = message.fields;
  const pairs = Object.entries(fields).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  return `${message.level} ${pairs.join(" ")}`;
}

function eventText(event: IndexedEvent): string {
  const { index, sourcetype, source, host, time, tags, eventtypes, raw, fields } = event;
  const head = [
    `index=${index}`,
    `sourcetype=${sourcetype}`,
    `source=${source}`,
    `host=${host}`,
    `_time=${time}`,
  ];
  return [
    head.join(" "),
    `  eventtypes: ${[...eventtypes].sort().join(", ") || "none"}`,
    `  tags: ${[...tags].sort().join(", ") || "none"}`,
    ...raw.split("\n").map((line) => `  | ${line}`),
    ...Object.entries(fields)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => `  ${name} = ${JSON.stringify(value)}`),
  ].join("\n");
}
