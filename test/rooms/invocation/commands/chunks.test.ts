import { describe, expect, it } from "vitest";
import { BadChunk, ChunkReader, encodeChunk } from "../../../../src/invocation/commands/chunks.ts";

const readAll = (bytes: Buffer, size: number, most = 1000) => {
  const reader = new ChunkReader(most);
  const chunks = [];
  for (let at = 0; at < bytes.length; at += size) {
    reader.push(bytes.subarray(at, at + size));
    for (let chunk = reader.take(); chunk !== undefined; chunk = reader.take()) chunks.push(chunk);
  }
  return { chunks, isBetween: reader.isBetween };
};

describe("ChunkReader", () => {
  // Ground: the first line and the lengths of a talk recorded with splunkd 8.2.1.
  const recorded = Buffer.from('chunked 1.0,17,13\n{"finished":true}age,name\n1,éc');

  it.each([1, 3, 7, 1000])("reads chunks that come %i bytes at a time", (size) => {
    const bytes = Buffer.concat([encodeChunk({ a: "é" }), encodeChunk({}, "x\nü"), recorded]);
    expect(readAll(bytes, size)).toEqual({
      chunks: [
        { metadata: { a: "é" }, body: "" },
        { metadata: {}, body: "x\nü" },
        { metadata: { finished: true }, body: "age,name\n1,é" },
      ],
      isBetween: true,
    });
  });

  it("takes a chunk without metadata", () => {
    expect(readAll(Buffer.from("chunked 1.0,0,1\nx"), 100).chunks).toEqual([
      { metadata: {}, body: "x" },
    ]);
  });

  it.each([
    "hello\n",
    "x".repeat(500),
    "chunked 2.0,1,1\n",
    "chunked 1.0,-1,0\n",
    "chunked 1.0,2,0\n[]",
    "chunked 1.0,2,0\n{x",
    "chunked 1.0,900,101\n",
  ])("refuses %j", (text) => {
    expect(() => readAll(Buffer.from(text), 1000)).toThrow(BadChunk);
  });
});
