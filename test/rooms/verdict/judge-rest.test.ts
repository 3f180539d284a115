import { expect, it } from "vitest";
import type { RestRecord } from "../../../src/transcript.ts";
import { judgeRest } from "../../../src/verdict/judge-rest.ts";

const call = (more: Partial<RestRecord>): RestRecord => ({
  at: "2026-01-01T00:00:00.000Z",
  method: "GET",
  path: "/services/storage/passwords",
  query: "",
  status: 200,
  durationMs: 1,
  user: "ann",
  known: true,
  ...more,
});

it("says nothing of calls that were answered", () => {
  expect(judgeRest([call({})], "warn")).toEqual([]);
});

it("tells which right the user lacks, and who needs it", () => {
  const refusal = "You (user=ann) may not.";
  const capabilities = ["list_storage_passwords", "admin_all_objects"];
  const [reason, ...others] = judgeRest([call({ status: 403, refusal, capabilities })], "answer");
  expect(others).toEqual([]);
  expect(reason).toMatchObject({
    id: "rest-allowed",
    status: "warn",
    message: "1 request answered 403: ann may not do all that the script does",
    because: [`GET /services/storage/passwords: ${refusal}`],
    hint: expect.stringContaining("a role with list_storage_passwords OR admin_all_objects"),
  });
});

it.each(["answer", "warn", "fail"] as const)("takes unknown endpoints as told: %s", (how) => {
  const calls = Array.from({ length: 7 }, (_, at) =>
    call({ path: `/services/x${at}`, known: false }),
  );
  const [reason] = judgeRest(calls, how);
  if (how === "answer") expect(reason).toBeUndefined();
  else {
    expect(reason).toMatchObject({ id: "rest-known", status: how });
    expect(reason?.because).toHaveLength(6);
    expect(reason?.because?.at(-1)).toBe("and 2 more");
  }
});

it("notes what splunkd answered with an error, and judges nothing by it", () => {
  const calls = [
    call({ status: 404, path: "/services/x", refusal: "Not Found" }),
    call({ status: 409, method: "POST", refusal: "exists" }),
    call({ status: 200 }),
  ];
  expect(judgeRest(calls, "warn")).toEqual([
    {
      id: "rest-answered",
      status: "not-applicable",
      message: "2 requests answered with an error: the script may count on it",
      because: ["404 GET /services/x: Not Found", "409 POST /services/storage/passwords: exists"],
    },
  ]);
});
