/** receivers/simple: events in the body of a request. Ground: REST API Reference, «receivers/simple». */
import { cutPosted } from "../../../events/spool/cut-posted.ts";
import { receivedEvent } from "../../store/received-event.ts";
import type { Call } from "../../call/call.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { isIndex } from "../../instance/indexes.ts";
import { emptyAddon } from "../../search/world/empty-addon.ts";
import { json, type Reply, XML_TYPE } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";
import { escapeMarkup } from "../../../text/escape-markup.ts";

export const receivers: readonly Endpoint[] = [
  {
    path: "receivers/simple",
    POST: { rawBody: true, capabilities: ["edit_tcp", "edit_tcp_stream", "search"], run: take },
  },
  {
    path: "receivers/stream",
    POST: {
      rawBody: true,
      capabilities: ["edit_tcp_stream", "edit_tcp", "search"],
      run: takeStream,
    },
  },
];

function take(call: Call): Reply {
  const { query, body, headers, splunkd } = call;
  const told = receipt(call);
  const text = body.toString("utf8");
  const { inbox } = splunkd;
  const events = text === "" ? [] : cutPosted(text, told, splunkd.apps.addon ?? emptyAddon());
  inbox.add(
    events.map((event, number) => receivedEvent(event, query, call, inbox.count + number)),
    headers,
  );
  return call.outputMode.startsWith("json") ? json(told) : xmlReceipt(told);
}

interface Receipt {
  readonly index: string;
  readonly bytes: number;
  readonly host: string;
  readonly source: string;
  readonly sourcetype: string;
}

function receipt({ query, body, client, splunkd }: Call): Receipt {
  const index = query.get("index") ?? "default";
  if (index !== "default" && !isIndex(index, splunkd)) {
    throw new RestError(400, `supplied index '${index}' missing`);
  }
  return {
    index: index === "default" ? "main" : index,
    bytes: body.length,
    host: query.get("host") ?? client,
    source: query.get("source") ?? "www",
    sourcetype: query.get("sourcetype") ?? "web_event",
  };
}

function xmlReceipt(told: Receipt): Reply {
  const field = (name: string, value: unknown): string =>
    `<field k='${name}'><value><text>${escapeMarkup(String(value))}</text></value></field>`;
  const fields = [
    field("_index", told.index),
    ...(["bytes", "host", "source", "sourcetype"] as const).map((name) => field(name, told[name])),
  ];
  const xml = `<?xml version='1.0' encoding='UTF-8'?>\n<response><results><result>${fields.join("")}</result></results></response>\n`;
  return { kind: "text", type: XML_TYPE, body: xml };
}

/** With a length it is no stream; lines are taken all the same, and nothing is said. */
function takeStream(call: Call): Reply {
  const lines = call.body
    .toString("utf8")
    .split(/\r?\n/)
    .filter((line) => line !== "");
  const { inbox } = call.splunkd;
  inbox.add(
    lines.map((line, number) => receivedEvent(line, call.query, call, inbox.count + number)),
    call.headers,
  );
  return { kind: "text", status: 204, type: XML_TYPE, body: "" };
}
