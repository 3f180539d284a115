/** Expectations on the lines of an action's log that Enterprise Security reads. Pure. */
import type { ActionMessage } from "../../events/event.ts";
import type { Expect, MessageCheck, MessageConditions } from "./expect.ts";
import { isCount, judgeCount } from "./judge-count.ts";
import { judgeValue } from "./judge-text.ts";
import type { Mismatch } from "./mismatch.ts";
import { oneOrMore } from "./one-or-more.ts";

const SHOWN = 20;
const SOME = { min: 1 };
const NAMED = ["signature", "status", "level", "rid"] as const;

export function judgeMessages(
  messages: readonly ActionMessage[],
  expect: NonNullable<Expect["messages"]>,
): Mismatch[] {
  return oneOrMore<MessageCheck>(expect, "messages").flatMap(({ check, at }) => {
    const wanted = typeof check === "string" ? { signature: check } : check;
    const { count } = wanted;
    const fitting = messages.filter((message) => fits(message, wanted)).length;
    if (isCount(fitting, count ?? SOME)) return [];
    const faults =
      count === undefined
        ? [{ at, message: `no message matches ${describe(wanted)}` }]
        : judgeCount(`number of messages with ${describe(wanted)}`, at, fitting, count);
    return faults.map((fault) => ({ ...fault, because: listed(messages) }));
  });
}

function listed(messages: readonly ActionMessage[]): string[] {
  if (messages.length === 0) return ["the action wrote no message that Enterprise Security reads"];
  return messages.slice(0, SHOWN).map((message) => `there is: ${messageText(message)}`);
}

function fits(message: ActionMessage, wanted: MessageConditions): boolean {
  const named = NAMED.every((name) => {
    const check = wanted[name];
    // An empty text stands for a key that the line does not have.
    const value = message[name] === "" ? undefined : message[name];
    return check === undefined || judgeValue(name, "", value, check).length === 0;
  });
  const others = Object.entries(wanted.fields ?? {}).every(([name, check]) => {
    const value = Object.hasOwn(message.fields, name) ? message.fields[name] : undefined;
    return judgeValue(name, "", value, check).length === 0;
  });
  return named && others;
}

function describe({ signature, status, level, rid, fields }: MessageConditions): string {
  return Object.entries({ signature, status, level, rid, ...fields })
    .filter(([, check]) => check !== undefined)
    .map(([name, check]) => {
      const value = typeof check === "string" ? `"${check}"` : JSON.stringify(check);
      return `${name}=${value}`;
    })
    .join(" ");
}

export function messageText({ level, signature, status }: ActionMessage): string {
  return `${level} signature="${signature}"${status === "" ? "" : ` status="${status}"`}`;
}
