import { expect, it } from "vitest";
import type { Outbound } from "../../../src/transcript.ts";
import { judgeOutbound } from "../../../src/verdict/judge-outbound.ts";

function attempt(protocol: string, host: string, port: number, refusal: string | null): Outbound {
  const bytes = { sent: 0, received: 0 };
  const unknown = { method: null, path: null, status: null, where: null };
  return {
    at: "2026-01-31T12:00:00.000Z",
    protocol,
    host,
    port,
    refusal,
    durationMs: 0,
    bytes,
    ...unknown,
  };
}

it("says nothing where nothing was refused", () => {
  expect(judgeOutbound([])).toEqual([]);
  expect(judgeOutbound([attempt("https", "api.example.com", 443, null)])).toEqual([]);
});

it("fails for what was refused, tells each once, and names three ways to let it through", () => {
  const [reason, ...more] = judgeOutbound([
    attempt("tcp", "127.0.0.1", 9911, "refused by the fence"),
    attempt("tcp", "127.0.0.1", 9911, "refused by the fence"),
    attempt("https", "2001:db8::1", 443, "refused by the fence"),
    attempt("dns", "only.example", 53, "refused by the fence"),
  ]);
  expect(more).toEqual([]);
  expect(reason).toMatchObject({
    id: "outbound",
    status: "fail",
    because: ["tcp: 127.0.0.1:9911", "https: [2001:db8::1]:443", "dns: only.example"],
  });
  const list = 'network: { allow: ["127.0.0.1:9911", "[2001:db8::1]:443"] }';
  expect(reason?.hint?.split(". ")).toEqual([
    "To let it through, use one of these",
    "On the command line: --network allow=127.0.0.1:9911,[2001:db8::1]:443",
    `In a scenario: given: { ${list} }`,
    `In ar-sim.config.yaml: ${list}`,
  ]);
});

it("tells the request, and the line of the add-on that it comes from", () => {
  const where = { file: "/addons/TA_out/bin/out.py", line: 12 };
  const request = { method: "POST", path: "/block", where };
  const [reason] = judgeOutbound([
    attempt("dns", "first.example", 53, "refused by the fence"),
    { ...attempt("https", "api.example.com", 443, "refused by the fence"), ...request },
  ]);
  expect(reason?.where).toEqual(where);
  expect(reason?.because).toEqual([
    "dns: first.example",
    "https: api.example.com:443, POST /block, at /addons/TA_out/bin/out.py:12",
  ]);
});
