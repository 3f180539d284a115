/** What Enterprise Security's newer endpoints take and say: JSON, whatever output mode is asked for. */
import type { FastifyRequest } from "fastify";
import { bodyOf } from "../../call/hooks/checks.ts";
import { parseJson } from "../../model/parse-json.ts";
import { json, type Text } from "../../model/reply.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** undefined where the body is no JSON object. A form is taken as one too, as Ansible's connection may send it. */
export function jsonBody(request: FastifyRequest): JsonObject | undefined {
  const { headers } = request;
  const body = bodyOf(request);
  const isForm = /urlencoded/i.test(headers["content-type"] ?? "");
  if (isForm && !/^\s*\{/.test(body.toString("utf8", 0, 100)))
    return Object.fromEntries(new URLSearchParams(body.toString("utf8").trim()));
  try {
    const parsed = parseJson(body);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
      ? (parsed as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Guess: the shape; public clients look at the status alone. */
export function refused(status: number, message: string): Text {
  return json({ messages: [{ type: "ERROR", text: message }] }, status);
}

/** Those that are there of the wanted names, as text. */
export function textsOf(given: JsonObject, names: readonly string[]): Record<string, string> {
  const texts: [string, string][] = [];
  for (const name of names) {
    const value = given[name];
    if (value !== undefined && value !== null)
      texts.push([name, typeof value === "object" ? JSON.stringify(value) : String(value)]);
  }
  return Object.fromEntries(texts);
}
