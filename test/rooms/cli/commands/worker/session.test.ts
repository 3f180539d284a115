// What a session answers when ar-sim itself fails: the client learns of it, and the next request is served.
import { expect, it, vi } from "vitest";
import { type Answer, Session } from "../../../../../src/cli/commands/worker/session.ts";

vi.mock("../../../../../src/cli/commands/worker/looks.ts", () => ({
  check: () => Promise.reject(new TypeError("undefined is no rule")),
  addon: () => Promise.resolve("served"),
}));

it("tells WORKER_FAILED of a fault of its own, and goes on", async () => {
  const answers: Answer[] = [];
  await using session = new Session((answer) => answers.push(answer));
  session.hear('{"id":1,"do":"hello","with":{"protocol":1}}');
  session.hear('{"id":2,"do":"check"}');
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  session.hear('{"id":3,"do":"addon"}');
  await vi.waitFor(() => expect(answers).toHaveLength(3));
  expect(answers.slice(1)).toEqual([
    {
      id: 2,
      error: {
        code: "WORKER_FAILED",
        message: "ar-sim itself failed: undefined is no rule",
        hint: "Please report this.",
      },
    },
    { id: 3, ok: "served" },
  ]);
});
