import { expect, it } from "vitest";
import { openResultsBytes } from "../../../../src/invocation/results/results-bytes.ts";

async function* endless(): AsyncGenerator<Buffer> {
  for (;;) yield Buffer.alloc(2 ** 20);
}

it("reads from a pipe only as long as it may hold rows", async () => {
  await expect(openResultsBytes("-", endless())).rejects.toMatchObject({
    code: "INVOKE_BAD_RESULTS",
    message: "<stdin> holds no rows in its first 64 MiB",
  });
});

it.skipIf(process.platform !== "linux")("takes no device without end", async () => {
  await expect(openResultsBytes("/dev/zero", endless())).rejects.toMatchObject({
    code: "INVOKE_BAD_RESULTS",
  });
});
