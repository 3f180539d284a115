import { describe, expect, it } from "vitest";
import type { SendAlertRequest } from "../../../../src/run/send-alert-request.ts";
import { listPythons } from "../../../../src/sandbox/interpreters/list-pythons.ts";
import { leaseKeeper } from "../../../../src/sandbox/fence/lease-keeper.ts";
import { runOutbound, stdoutOf } from "../../../support/outbound/run-outbound.ts";

const lease = leaseKeeper("namespace");
const stands = (await lease?.keeper.fence())?.kind === "namespace";
await lease?.[Symbol.asyncDispose]();

const confined = leaseKeeper("landlock");
const confines = (await confined?.keeper.fence())?.kind === "landlock";
await confined?.[Symbol.asyncDispose]();

const POST = `
import http.client
def post(host, path, body, https=True):
    kind = http.client.HTTPSConnection if https else http.client.HTTPConnection
    c = kind(host, timeout=10, context=ssl.create_default_context()) if https else kind(host, timeout=10)
    c.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
    r = c.getresponse()
    return "%d %s %s" % (r.status, r.headers["Content-Type"], r.read().decode())
`;

const fences: readonly (readonly [NonNullable<SendAlertRequest["fence"]>, boolean])[] = [
  ["namespace", stands],
  ["landlock", confines],
  ["process", true],
];

describe.each(fences)("below the fence %s", (fence, isThere) => {
  const run = (code: string, request: SendAlertRequest = {}) =>
    runOutbound(`${POST}\n${code}`, { fence, ...request });

  it.skipIf(!isThere)("answers the true URL, with a certificate that is verified", async () => {
    const transcript = await run(
      `print(post("slack.example", "/api/chat.postMessage?x=1", {"channel": "#a", "more": [1]}))`,
      {
        http: [
          { method: "GET", url: "https://slack.example/api/*", text: "other" },
          {
            method: "post",
            url: "https://slack.example/api/*?x=1",
            body: { json: { channel: "#a" } },
            status: 201,
            json: { ok: true },
          },
        ],
      },
    );
    expect(stdoutOf(transcript)).toBe('201 application/json {"ok":true}\n');
    expect(transcript.http).toMatchObject([
      {
        method: "POST",
        url: "https://slack.example/api/chat.postMessage",
        query: "x=1",
        status: 201,
        by: "stub",
        requestBody: '{"channel": "#a", "more": [1]}',
        unmatched: null,
      },
    ]);
    expect(transcript.outbound).toMatchObject([
      { host: "slack.example", port: 443, refusal: null },
    ]);
    expect(
      transcript.verdict.reasons.filter(({ id }) => id === "http" || id === "outbound"),
    ).toEqual([]);
    expect(transcript.problems.filter(({ code }) => code.startsWith("HTTP_"))).toMatchObject([
      { code: "HTTP_STUB_UNUSED", message: expect.stringContaining("GET https://slack.example") },
    ]);
  });

  it.skipIf(!isThere)(
    "fails the verdict for a call that no stub answers, and says why",
    async () => {
      const transcript = await run(
        `
print(attempt(lambda: post("slack.example", "/api/a", {"channel": "#b"})))
print(attempt(lambda: post("other.example", "/", {}, https=False)))`,
        {
          http: [
            { url: "https://slack.example/api/a", body: { json: { channel: "#a" } }, json: {} },
          ],
        },
      );
      expect(stdoutOf(transcript)).not.toContain("200");
      const reason = transcript.verdict.reasons.find(({ id }) => id === "http");
      expect(reason).toMatchObject({
        status: "fail",
        message: "no stub answers 2 calls of the script",
      });
      expect(reason?.because).toEqual([
        'POST https://slack.example/api/a: json.channel is "#b", and the stub has "#a"',
        "POST http://other.example/: it is for http://other.example, and the stub for https://slack.example; the path is /, and the stub has /api/a; there is no json.channel",
      ]);
      expect(reason?.hint).toContain(
        '- { method: POST, url: "https://slack.example/api/a", body: { json: {"channel":"#b"} }, json: {} }',
      );
      expect(transcript.outbound.map(({ refusal }) => refusal)).toEqual([
        "no stub answers it",
        "no stub answers it",
      ]);
    },
  );

  it.skipIf(!isThere)("uses stubs in their order, each as often as it says", async () => {
    const transcript = await run(
      `
for _ in range(4):
    print(attempt(lambda: post("api.example", "/", {}, https=False)))`,
      {
        http: [
          { url: "http://api.example", times: 1, text: "first" },
          { url: "http://*.example/", times: 2, text: "then" },
        ],
      },
    );
    expect(
      stdoutOf(transcript)
        .split("\n")
        .map((line) => line.split(" ").at(-1)),
    ).toEqual(["first", "then", "then", "RemoteDisconnected", ""]);
    expect(transcript.http.at(-1)?.unmatched?.differs).toEqual([
      "the stub is used up: it answered 1 request",
    ]);
  });
});

const hasOldPython = listPythons().some(({ version }) => version.startsWith("3.7"));

it.skipIf(!hasOldPython)(
  "leads an old Python, which has no audit hooks, to the answer",
  async () => {
    const transcript = await runOutbound(`${POST}\nprint(post("slack.example", "/", {}))`, {
      fence: "process",
      python: "3.7",
      http: [{ url: "https://slack.example", text: "old" }],
    });
    expect(stdoutOf(transcript)).toBe("200 text/plain; charset=utf-8 old\n");
  },
);

it("says that stubs need a fence", async () => {
  await expect(
    runOutbound("", { fence: "off", http: [{ url: "https://api.example" }] }),
  ).rejects.toMatchObject({ code: "HTTP_NO_FENCE" });
});
