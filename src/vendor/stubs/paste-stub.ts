/** A stub that would answer a request, as YAML to paste. Pure. */
import type { VendorRequest } from "../exchange.ts";
import { originOf } from "./url-pattern.ts";

/** A longer body would be no help. */
const MOST_JSON = 400;

/** In the flow style, so that it can be pasted into a list whatever its indentation. */
export function pasteStub(
  request: Pick<VendorRequest, "method" | "isSecure" | "host" | "port" | "path" | "body">,
): string {
  const url = `${originOf(request)}${request.path}`;
  const body = jsonOf(request.body.text);
  const parts = [
    `method: ${request.method}`,
    // A JSON text is a YAML text too, whatever is in it.
    `url: ${JSON.stringify(url)}`,
    ...(body === undefined ? [] : [`body: { json: ${body} }`]),
    "json: {}",
  ];
  return `- { ${parts.join(", ")} }`;
}

function jsonOf(text: string | undefined): string | undefined {
  if (text === undefined || text.length > MOST_JSON) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? JSON.stringify(value) : undefined;
  } catch {
    return undefined;
  }
}
