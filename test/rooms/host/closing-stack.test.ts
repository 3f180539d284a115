import { expect, it } from "vitest";
import { ClosingStack } from "../../../src/host/closing-stack.ts";

function opens(closed: string[], name: string, error?: Error): AsyncDisposable {
  return {
    async [Symbol.asyncDispose]() {
      closed.push(name);
      if (error !== undefined) throw error;
    },
  };
}

it("closes what was opened, the last first", async () => {
  const closed: string[] = [];
  {
    await using stack = new ClosingStack();
    stack.use(opens(closed, "server"));
    stack.use(opens(closed, "folder"));
    expect(closed).toEqual([]);
  }
  expect(closed).toEqual(["folder", "server"]);
});

it("closes all of it where one fails, and tells of the first failure", async () => {
  const closed: string[] = [];
  const stack = new ClosingStack();
  stack.use(opens(closed, "server"));
  stack.use(opens(closed, "folder", new Error("not empty")));
  await expect(stack[Symbol.asyncDispose]()).rejects.toThrow("not empty");
  expect(closed).toEqual(["folder", "server"]);
});

it("leaves to the new owner what it releases", async () => {
  const closed: string[] = [];
  let close;
  {
    await using stack = new ClosingStack();
    stack.use(opens(closed, "server"));
    close = stack.release();
  }
  expect(closed).toEqual([]);
  await close();
  expect(closed).toEqual(["server"]);
});
