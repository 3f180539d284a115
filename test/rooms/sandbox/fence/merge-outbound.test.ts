import { expect, it } from "vitest";
import { type Carried, mergeOutbound } from "../../../../src/sandbox/fence/merge-outbound.ts";
import type { Told } from "../../../../src/sandbox/fence/read-told.ts";

const AT = Date.parse("2026-01-31T12:00:00.000Z");
const REFUSED = "refused by the fence";

function carried(protocol: string, host: string, port: number, ms = 0): Carried {
  const bytes = { sent: 7, received: 9 };
  const at = new Date(AT + ms).toISOString();
  return { at, protocol, host, port, refusal: REFUSED, durationMs: 3, bytes };
}

function told(kind: Told["kind"], host: string, port: number, more: Partial<Told> = {}): Told {
  return {
    kind,
    at: AT,
    protocol: kind === "lookup" ? "dns" : "tcp",
    host,
    port,
    isRefused: true,
    places: [{ file: "/splunk/bin/a.py", line: port }],
    method: null,
    path: null,
    status: null,
    ...more,
  };
}

it("makes one entry of what the fence saw and what Python told", () => {
  const [one, ...more] = mergeOutbound(
    [carried("https", "api.example", 443)],
    [
      told("lookup", "API.example", 53),
      told("connect", "API.example.", 443, { method: "POST", path: "/x" }),
    ],
  );
  expect(more).toEqual([]);
  expect(one).toMatchObject({ host: "api.example", method: "POST", path: "/x", durationMs: 3 });
  expect(one?.places).toEqual([{ file: "/splunk/bin/a.py", line: 443 }]);
});

it("gives each of several attempts its own line, in their order", () => {
  const seen = mergeOutbound(
    [carried("tcp", "a.example", 1), carried("tcp", "a.example", 1, 1)],
    [
      told("connect", "a.example", 1, { places: [{ file: "/a.py", line: 5 }] }),
      told("connect", "a.example", 1, { places: [{ file: "/a.py", line: 6 }] }),
    ],
  );
  expect(seen.map(({ places }) => places[0]?.line)).toEqual([5, 6]);
});

it("adds nothing to what a fence saw, since that is all", () => {
  expect(
    mergeOutbound([], [told("connect", "a.example", 1), told("lookup", "a.example", 53)]),
  ).toEqual([]);
});

it("takes the word of Python where no fence saw anything, and tells a lookup only if the name was not used", () => {
  const seen = mergeOutbound(undefined, [
    told("lookup", "a.example", 53),
    told("connect", "a.example", 443),
    told("lookup", "only.example", 53),
    told("lookup", "only.example", 53),
    told("ready", "8.8.8.8", 80, { protocol: "udp", isRefused: false }),
  ]);
  expect(seen.map(({ protocol, host }) => `${protocol} ${host}`)).toEqual([
    "https a.example",
    "dns only.example",
  ]);
  expect(seen[0]).toMatchObject({ refusal: REFUSED, durationMs: 0, bytes: { sent: 0 } });
});

it("knows no bytes of what went out without passing through ar-sim", () => {
  const [one] = mergeOutbound(undefined, [told("connect", "a.example", 443, { isRefused: false })]);
  expect(one).toMatchObject({ refusal: null, durationMs: null, bytes: null });
});

it("gives an allowed request its status, and tells a further one on the same connection", () => {
  const answer = { isRefused: false, method: "GET", path: "/x" };
  const seen = mergeOutbound(
    [{ ...carried("https", "a.example", 443), refusal: null }],
    [
      told("connect", "a.example", 443, { isRefused: false }),
      told("answer", "a.example", 443, { ...answer, status: 200 }),
      told("answer", "a.example", 443, { ...answer, status: 404 }),
    ],
  );
  expect(seen.map(({ method, status, bytes }) => [method, status, bytes?.sent])).toEqual([
    ["GET", 200, 7],
    ["GET", 404, undefined],
  ]);
});

it("leaves out what the script says to itself", () => {
  const listen = told("listen", "localhost", 4000);
  expect(mergeOutbound([carried("tcp", "127.0.0.1", 4000)], [listen])).toEqual([]);
  expect(mergeOutbound([carried("tcp", "a.example", 4000)], [listen])).toHaveLength(1);
});
