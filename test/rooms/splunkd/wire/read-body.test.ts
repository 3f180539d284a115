import { PassThrough } from "node:stream";
import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { BodyReader } from "../../../../src/splunkd/wire/read-body.ts";

function incoming(length?: number): PassThrough & IncomingMessage {
  const headers = length === undefined ? {} : { "content-length": String(length) };
  return Object.assign(new PassThrough(), { headers }) as unknown as PassThrough & IncomingMessage;
}

it("reads a body to its end", async () => {
  const reader = new BodyReader({ ofOne: 10, ofAll: 20 });
  const request = incoming();
  const read = reader.read(request);
  request.write("one");
  request.end("two");
  expect(String(await read)).toBe("onetwo");
  const empty = incoming();
  empty.end();
  expect(String(await reader.read(empty))).toBe("");
});

it("refuses one that is too large, said or not, and lets its sender finish", async () => {
  const reader = new BodyReader({ ofOne: 10, ofAll: 20 });
  await expect(reader.read(incoming(11))).rejects.toMatchObject({ statusCode: 413 });
  const request = incoming();
  const read = reader.read(request);
  request.write("x".repeat(11));
  await expect(read).rejects.toMatchObject({ statusCode: 413 });
  const ended = new Promise((done) => request.on("end", done));
  request.end("y".repeat(100));
  await ended;
});

it("takes no more than all may have together, until some are answered", async () => {
  const reader = new BodyReader({ ofOne: 10, ofAll: 20 });
  const whole = [incoming(), incoming()];
  for (const one of whole) {
    one.end("x".repeat(10));
    await reader.read(one);
  }
  const third = incoming();
  third.end("x");
  await expect(reader.read(third)).rejects.toMatchObject({ statusCode: 503 });
  for (const one of whole) reader.release(one);
  const fourth = incoming();
  fourth.end("x");
  expect(String(await reader.read(fourth))).toBe("x");
});

it("forgets a body whose sender went away", async () => {
  const reader = new BodyReader({ ofOne: 10, ofAll: 10 });
  const gone = incoming();
  const read = reader.read(gone);
  gone.write("x".repeat(9));
  setImmediate(() => gone.destroy());
  await expect(read).rejects.toThrow("aborted");
  const next = incoming();
  next.end("x".repeat(9));
  expect(String(await reader.read(next))).toHaveLength(9);
});
