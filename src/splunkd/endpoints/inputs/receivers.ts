/** receivers/simple: events in the body of a request. Ground: REST API Reference, «receivers/simple». */
import { lineRules, type Posted, type PostedLine } from "../../../events/spool/break-lines.ts";
import { cutPosted } from "../../../events/spool/cut-posted.ts";
import { postedBy, receivedEvent } from "../../store/received-event.ts";
import type { Family, Request } from "../../call/family.ts";
import { bodyOf } from "../../call/hooks/checks.ts";
import { isIndex } from "../../instance/indexes.ts";
import { emptyAddon } from "../../search/world/empty-addon.ts";
import { json, type Reply, XML_TYPE } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";
import type { Parts } from "../../parts.ts";
import { escapeMarkup } from "../../../text/escape-markup.ts";

const SIMPLE = { capabilities: ["edit_tcp", "edit_tcp_stream", "search"], rawBody: true };
const STREAM = { capabilities: ["edit_tcp_stream", "edit_tcp", "search"], rawBody: true };

export const receivers: Family = (app, parts) => {
  const { apps, inbox } = parts;
  const take = (lines: readonly PostedLine[], { queryArgs, ip, headers }: Request): void =>
    inbox.add(
      lines.map((line, number) =>
        receivedEvent(line, queryArgs, { client: ip }, inbox.count + number),
      ),
      headers,
    );

  app.post("/receivers/simple", { config: SIMPLE }, (request) => {
    const receipt = receiptFor(request, parts);
    const text = bodyOf(request).toString("utf8");
    take(cutPosted(text, receipt, apps.addon ?? emptyAddon()), request);
    return request.outputMode.startsWith("json") ? json(receipt) : xmlReceipt(receipt);
  });

  // With a length it is no stream; lines are taken all the same, and nothing is said.
  app.post("/receivers/stream", { config: STREAM }, (request): Reply => {
    const rules = lineRules(apps.addon ?? emptyAddon(), postedBy(request.queryArgs, request.ip));
    take(rules.breakText(bodyOf(request).toString("utf8")), request);
    return { kind: "text", status: 204, type: XML_TYPE, body: "" };
  });
};

interface Receipt extends Posted {
  readonly index: string;
  readonly bytes: number;
}

function receiptFor(request: Request, parts: Pick<Parts, "store" | "apps" | "settings">): Receipt {
  const index = request.queryArgs.get("index") ?? "default";
  if (index !== "default" && !isIndex(index, parts)) {
    throw new RestError(400, `supplied index '${index}' missing`);
  }
  return {
    index: index === "default" ? "main" : index,
    bytes: bodyOf(request).length,
    ...postedBy(request.queryArgs, request.ip),
  };
}

function xmlReceipt(receipt: Receipt): Reply {
  const field = (name: string, value: unknown): string =>
    `<field k='${name}'><value><text>${escapeMarkup(String(value))}</text></value></field>`;
  const fields = [
    field("_index", receipt.index),
    ...(["bytes", "host", "source", "sourcetype"] as const).map((name) =>
      field(name, receipt[name]),
    ),
  ];
  const xml = `<?xml version='1.0' encoding='UTF-8'?>\n<response><results><result>${fields.join("")}</result></results></response>\n`;
  return { kind: "text", type: XML_TYPE, body: xml };
}
