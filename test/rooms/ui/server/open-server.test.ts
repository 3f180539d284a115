import { request } from "node:http";
import { expect, it } from "vitest";
import { openPage, type OpenPage } from "../open-page.ts";

/** With headers that fetch does not let anybody set. */
function statusOf(
  { origin }: OpenPage,
  path: string,
  headers: Record<string, string>,
  method = "GET",
): Promise<number> {
  return new Promise((done, fail) => {
    const { hostname, port } = new URL(origin);
    request({ hostname, port, path, method, headers }, (answer) => {
      answer.resume();
      done(answer.statusCode ?? 0);
    })
      .on("error", fail)
      .end();
  });
}

it("exchanges the token for a cookie of this port, which no other page and no script can use", async () => {
  await using page = await openPage();
  const { headers } = await fetch(page.url);
  const { port } = new URL(page.origin);
  expect(headers.get("set-cookie")).toMatch(
    new RegExp(`^ar_sim_ui_${port}=[\\w-]{32}; Path=/; SameSite=Strict; HttpOnly$`),
  );
  expect(page.cookie).not.toContain(new URL(page.url).searchParams.get("token"));
});

it("answers nobody without the token or the cookie", async () => {
  await using page = await openPage();
  for (const path of [
    "/",
    "/runs",
    "/notables/n1",
    "/forms/ping_host",
    "/?token=",
    "/?token=guess",
    "/nowhere",
    // No URL by itself.
    "//",
  ])
    expect(await statusOf(page, path, {}), path).toBe(403);
  const other = page.cookie.replace(/\d+/, "1");
  expect(await statusOf(page, "/", { Cookie: other })).toBe(403);
  expect(await statusOf(page, "/", { Cookie: page.cookie })).toBe(200);
});

it("refuses another Host and another Origin, whatever else is right", async () => {
  await using page = await openPage();
  const { cookie: Cookie, origin } = page;
  const { host, port } = new URL(origin);
  const path = "/api/runs/r1/cancel";
  expect(await statusOf(page, "/", { Cookie, Host: `evil.example:${port}` })).toBe(403);
  expect(await statusOf(page, "/", { Cookie, Host: "127.0.0.1:1" })).toBe(403);
  expect(await statusOf(page, "/", { Cookie, Host: host, Origin: "http://evil.example" })).toBe(
    403,
  );
  for (const Origin of ["null", "http://127.0.0.1:1", "http://evil.example"])
    expect(await statusOf(page, path, { Cookie, Origin }, "POST"), Origin).toBe(403);
  expect(await statusOf(page, path, { Cookie }, "POST")).toBe(403);
  expect(await statusOf(page, path, { Cookie, Origin: origin }, "POST")).toBe(200);
});

it("has a policy without inline script, and says where there is no page", async () => {
  await using page = await openPage();
  const { headers, status } = await fetch(`${page.origin}/nowhere`, {
    headers: { Cookie: page.cookie },
  });
  expect(status).toBe(404);
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'; script-src 'self'");
  expect(policy).not.toContain("unsafe");
});

it("weighs at most 100 kB", async () => {
  await using page = await openPage();
  const parts = [
    "/",
    "/assets/page.js",
    "/assets/page.css",
    "/assets/frame.js",
    "/assets/frame.css",
  ];
  const texts = await Promise.all(parts.map((path) => page.get(path)));
  expect(Buffer.byteLength(texts.join(""))).toBeLessThan(100_000);
  expect(texts.join("")).not.toMatch(/(?:src|href)="https?:/);
});
