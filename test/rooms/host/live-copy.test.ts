import { expect, it } from "vitest";
import { liveCopy } from "../../../src/host/live-copy.ts";

it("keeps every getter live, and replaces what is given", () => {
  const now: { port: number | undefined } = { port: undefined };
  const server = {
    name: "one",
    get port(): number | undefined {
      return now.port;
    },
    get isClosed(): boolean {
      return now.port === undefined;
    },
    close: (): string => "server",
  };
  const copy = liveCopy(server, { close: () => "all" });
  expect(copy).toMatchObject({ name: "one", port: undefined, isClosed: true });
  now.port = 8000;
  expect(copy).toMatchObject({ port: 8000, isClosed: false });
  expect(copy.close()).toBe("all");
  expect(server.close()).toBe("server");
});

it("takes a value in place of a getter", () => {
  const server: { readonly port: number } = {
    get port(): number {
      return 1;
    },
  };
  expect(liveCopy(server, { port: 2 }).port).toBe(2);
});
