/** Expectations on the lines of an action's log, and on its calls of the REST API. Pure. */
import type { ActionMessage } from "../../events/event.ts";
import type { RestRecord } from "../../transcript.ts";
import { checkCount, checkValue } from "./check-text.ts";
import type {
  CallCheck,
  CallConditions,
  Expect,
  MessageCheck,
  MessageConditions,
} from "./expect.ts";
import type { Mismatch } from "./mismatch.ts";
import { wildcard } from "../../text/wildcard.ts";

const SHOWN = 20;

export function checkMessages(
  messages: readonly ActionMessage[],
  expect: NonNullable<Expect["messages"]>,
): Mismatch[] {
  const isList = Array.isArray(expect);
  const checks = isList ? (expect as readonly MessageCheck[]) : [expect as MessageCheck];
  return checks.flatMap((check, place) => {
    const at = isList ? `messages[${place}]` : "messages";
    const wanted: MessageConditions = typeof check === "string" ? { signature: check } : check;
    const fitting = messages.filter((one) => fits(one, wanted));
    return checkCount(
      wanted.count === undefined
        ? `no message is so: ${describe(wanted)}`
        : `the number of such messages is another: ${describe(wanted)}`,
      at,
      fitting.length,
      wanted.count ?? { min: 1 },
    ).map((one) => ({
      ...one,
      because:
        messages.length === 0
          ? ["the action wrote no message that Enterprise Security reads"]
          : messages.slice(0, SHOWN).map((message) => `there is: ${render(message)}`),
    }));
  });
}

function fits(message: ActionMessage, wanted: MessageConditions): boolean {
  const checks = {
    signature: wanted.signature,
    status: wanted.status,
    level: wanted.level,
    rid: wanted.rid,
  };
  const named = Object.entries(checks).every(
    ([name, check]) =>
      check === undefined ||
      checkValue(name, "", message[name as keyof typeof checks] || undefined, check).length === 0,
  );
  const others = Object.entries(wanted.fields ?? {}).every(([name, check]) => {
    const value = Object.hasOwn(message.fields, name) ? message.fields[name] : undefined;
    return checkValue(name, "", value, check).length === 0;
  });
  return named && others;
}

function describe(wanted: MessageConditions): string {
  const { signature, status, level, rid, fields } = wanted;
  return Object.entries({ signature, status, level, rid, ...fields })
    .filter(([, check]) => check !== undefined)
    .map(
      ([name, check]) =>
        `${name}=${typeof check === "string" ? `"${check}"` : JSON.stringify(check)}`,
    )
    .join(" ");
}

function render(message: ActionMessage): string {
  const status = message.status === "" ? "" : ` status="${message.status}"`;
  return `${message.level} signature="${message.signature}"${status}`;
}

export function checkCalls(
  calls: readonly RestRecord[],
  expect: NonNullable<Expect["rest"]>,
): Mismatch[] {
  const isParted =
    typeof expect === "object" &&
    !Array.isArray(expect) &&
    ("made" in expect || "notMade" in expect);
  const parted = isParted
    ? (expect as { readonly made?: unknown; readonly notMade?: unknown })
    : { made: expect };
  return [
    ...listed(parted.made).flatMap(([check, place]) =>
      checkCall(calls, check, `rest${isParted ? ".made" : ""}${place}`, { min: 1 }),
    ),
    ...listed(parted.notMade).flatMap(([check, place]) =>
      checkCall(calls, check, `rest.notMade${place}`, 0),
    ),
  ];
}

function listed(value: unknown): (readonly [CallCheck, string])[] {
  if (value === undefined) return [];
  return Array.isArray(value)
    ? value.map((one: CallCheck, place) => [one, `[${place}]`] as const)
    : [[value as CallCheck, ""]];
}

function checkCall(
  calls: readonly RestRecord[],
  check: CallCheck,
  at: string,
  otherwise: number | { readonly min: number },
): Mismatch[] {
  const wanted = typeof check === "string" ? readCall(check) : check;
  const count = calls.filter((call) => isCall(call, wanted)).length;
  const words = [wanted.method, wanted.path, wanted.status].filter((one) => one !== undefined);
  const isUnwanted = otherwise === 0 && wanted.count === undefined;
  return checkCount(
    isUnwanted ? `the call was made: ${words.join(" ")}` : `no such call: ${words.join(" ")}`,
    at,
    count,
    wanted.count ?? otherwise,
  ).map((one) => ({
    ...one,
    because:
      calls.length === 0
        ? ["the action made no call"]
        : calls
            .slice(0, SHOWN)
            .map((call) => `there is: ${call.method} ${call.path} → ${call.status}`),
  }));
}

function readCall(text: string): CallConditions {
  const [first = "", second] = text.split(" ");
  return second === undefined ? { path: first } : { method: first, path: second };
}

export function isCall(call: RestRecord, wanted: CallConditions): boolean {
  const { method, path, status } = wanted;
  return (
    (method === undefined || call.method === method.toUpperCase()) &&
    (status === undefined || call.status === status) &&
    (path === undefined || isPath(call, path))
  );
}

function isPath(call: RestRecord, pattern: string): boolean {
  const text = pattern.includes("?") ? `${call.path}?${call.query}` : call.path;
  const fits = wildcard(pattern);
  return fits(text) || (text.endsWith("/") && fits(text.slice(0, -1)));
}
