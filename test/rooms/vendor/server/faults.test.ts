import { describe, expect, it } from "vitest";
import type { SendAlertRequest } from "../../../../src/run/send-alert-request.ts";
import { leaseKeeper } from "../../../../src/sandbox/fence/lease-keeper.ts";
import type { Transcript } from "../../../../src/transcript.ts";
import type { StubText } from "../../../../src/vendor/stubs/stub.ts";
import { runOutbound, stdoutOf } from "../../../support/outbound/run-outbound.ts";

const lease = leaseKeeper("namespace");
const stands = (await lease?.keeper.fence())?.kind === "namespace";
await lease?.[Symbol.asyncDispose]();

type Fence = NonNullable<SendAlertRequest["fence"]>;

/** A client that verifies, and says what it got. */
const CLIENT = `
import http.client
def get(timeout=10):
    c = http.client.HTTPSConnection("api.example.com", timeout=timeout, context=ssl.create_default_context())
    c.request("GET", "/v1")
    r = c.getresponse()
    return "%d %s %s %s" % (r.status, r.headers["Content-Type"], r.headers["Retry-After"], r.read().decode())
`;

function run(fence: Fence, stub: Partial<StubText>, code: string): Promise<Transcript> {
  const http = [{ url: "https://api.example.com/v1", ...stub }];
  return runOutbound(`${CLIENT}\n${code}`, { fence, http });
}

const fences: readonly (readonly [Fence, boolean])[] = [
  ["namespace", stands],
  ["process", true],
];

describe.each(fences)("below the fence %s", (fence, isThere) => {
  const outcomes: readonly (readonly [NonNullable<StubText["fault"]>, RegExp])[] = [
    ["dns", /^gaierror/],
    ["refused", /^(ConnectionResetError|ConnectionRefusedError)/],
    ["timeout", /^(timeout|TimeoutError)/],
    ["tls", /^SSLError/],
    ["wrong-host", /^SSLCertVerificationError/],
    ["reset", /^(RemoteDisconnected|ConnectionResetError)/],
    [400, /^400 application\/json None {"error":"Bad Request"}/],
    [401, /^401 /],
    [403, /^403 /],
    [404, /^404 /],
    [429, /^429 application\/json 1 {"error":"Too Many Requests"}/],
    [500, /^500 /],
    [502, /^502 text\/html.*<html>/],
    [503, /^503 /],
    ["html", /^200 text\/html.*<html>/],
    ["empty", /^200 application\/json None $/],
    ["malformed", /^200 application\/json None {"ok": tru$/],
    ["truncated", /^IncompleteRead/],
    ["stall", /^(timeout|TimeoutError)/],
  ];
  it.skipIf(!isThere).each(outcomes)("gives the fault %s", async (fault, outcome) => {
    const transcript = await run(
      fence,
      { fault },
      `sys.stdout.write(attempt(lambda: get(timeout=1)))`,
    );
    expect(stdoutOf(transcript)).toMatch(outcome);
    const isAnswered = !["dns", "refused", "timeout", "tls", "wrong-host"].includes(String(fault));
    expect(transcript.http.map((call) => call.fault)).toEqual(isAnswered ? [String(fault)] : []);
    expect(transcript.problems.filter(({ code }) => code === "HTTP_STUB_UNUSED")).toEqual([]);
    expect(transcript.verdict.reasons.filter(({ id }) => id === "outbound")).toEqual([]);
  });

  it.skipIf(!isThere)("is slow for as long as the stub says", async () => {
    const transcript = await run(
      fence,
      { fault: "slow", delay: "300ms", text: "late" },
      `sys.stdout.write(attempt(lambda: get(timeout=0.1)) + " " + attempt(get))`,
    );
    expect(stdoutOf(transcript)).toMatch(/^(timeout|TimeoutError) 200 .* late$/);
  });

  it.skipIf(!isThere)("lets a script try again", async () => {
    const transcript = await runOutbound(
      `${CLIENT}\nsys.stdout.write(" ".join([attempt(get), attempt(get), attempt(get)]))`,
      {
        fence,
        http: [
          { url: "https://api.example.com", fault: "refused", times: 1 },
          { url: "https://api.example.com", fault: 503, times: 1 },
          { url: "https://api.example.com", text: "at last" },
        ],
      },
    );
    expect(stdoutOf(transcript)).toMatch(/^Connection\w+Error 503 .* 200 .* at last$/);
  });
});

it("gives the answer to a script that does not verify the certificate", async () => {
  const transcript = await run(
    "process",
    { fault: "wrong-host", text: "secret" },
    `
c = http.client.HTTPSConnection("api.example.com", timeout=9, context=ssl._create_unverified_context())
c.request("GET", "/v1")
sys.stdout.write(c.getresponse().read().decode())`,
  );
  expect(stdoutOf(transcript)).toBe("secret");
  expect(transcript.http).toMatchObject([{ fault: "wrong-host", status: 200 }]);
  expect(transcript.problems).toContainEqual(
    expect.objectContaining({
      code: "HTTP_UNVERIFIED",
      message: expect.stringContaining("the certificate of api.example.com"),
      where: expect.objectContaining({ line: expect.any(Number) }),
    }),
  );
});

it("tells what splunkd's own environment does to urllib", async () => {
  const http = [{ url: "https://api.example.com", text: "x" }];
  const careless = await runOutbound(`urlopen("https://api.example.com/").read()`, { http });
  const careful = await runOutbound(
    `urlopen("https://api.example.com/", context=ssl.create_default_context()).read()`,
    { http },
  );
  const codes = [careless, careful].map(({ problems }) =>
    problems.some(({ code }) => code === "HTTP_UNVERIFIED"),
  );
  expect(codes).toEqual([true, false]);
});
