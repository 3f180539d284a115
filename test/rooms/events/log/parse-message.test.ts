import { expect, it } from "vitest";
import { parseMessage } from "../../../../src/events/log/parse-message.ts";

const BODY =
  'sendmodaction - worker="sh1" signature="Invoking modular action" action_name="my_action" search_name="S" sid="1.2" rid="0" app="search" user="admin" digest_mode="1" action_mode="saved"';

it.each([
  ["cim_actions", "2026-11-24 02:27:22,201+0000 INFO ", "2026-11-24 02:27:22,201+0000", "INFO"],
  ["cim_actions of 2016", "2018-03-03 22:37:44,340 INFO ", "2018-03-03 22:37:44,340", "INFO"],
  [
    "solnlib",
    "2026-11-24 02:32:04,270 log_level=ERROR pid=31035 tid=MainThread file=cim_actions.py:message:467 | ",
    "2026-11-24 02:32:04,270",
    "ERROR",
  ],
  [
    "older solnlib",
    "2026-11-24 02:32:04,270 WARNING pid=1 tid=MainThread file=a.py:f:1 | ",
    "2026-11-24 02:32:04,270",
    "WARNING",
  ],
])("reads a line as %s writes it", (_title, prefix, time, level) => {
  expect(parseMessage(prefix + BODY, "x_modalert.log", 3)).toMatchObject({
    file: "x_modalert.log",
    line: 3,
    time,
    level,
    signature: "Invoking modular action",
    actionName: "my_action",
    searchName: "S",
    sid: "1.2",
    rid: "0",
    origSid: "",
    status: "",
    actionMode: "saved",
    user: "admin",
    app: "search",
  });
});

it("reads values with quotes in them, which nobody escapes", () => {
  const text =
    'sendmodaction - worker="sh1" signature="done "x"" action_name="a" search_name="My "quoted" search" action_status="success" bad_key9="v" event_count="3"';
  expect(parseMessage(text, "f", 1)?.fields).toEqual({
    worker: "sh1",
    signature: 'done "x"',
    action_name: "a",
    search_name: 'My "quoted" search',
    action_status: "success",
    bad_key9: "v",
    event_count: "3",
  });
});

it("reads a signature of several lines, one that is cut, and one that looks like a key", () => {
  const two = parseMessage('sendmodaction - signature="Traceback:\n  x" rid="1"', "f", 1);
  expect(two).toMatchObject({ signature: "Traceback:\n  x", rid: "1" });
  expect(parseMessage('sendmodaction - signature="cut he', "f", 1)?.signature).toBe("cut he");
  expect(parseMessage('sendmodaction - __proto__="x"', "f", 1)?.fields["__proto__"]).toBe("x");
});

it("is nothing where no message is", () => {
  expect(parseMessage("2026-11-24 02:27:22,201+0000 INFO Initializing", "f", 1)).toBeUndefined();
});
