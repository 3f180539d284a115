// The page in a real browser: Debian's Chromium, driven by playwright-core.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixture, MAIN, withoutColor } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { CHROMIUM } from "./find-browser.ts";

/** Where pictures for the docs are written; unset: none are. */
const PICTURES = process.env["AR_SIM_PICTURES"];

const HOSTILE = {
  "default/app.conf": "[package]\nid = hostile\n",
  "default/alert_actions.conf":
    '[act]\nis_custom = 1\nlabel = Act\nparam._cam = {"supports_adhoc": true}\nparam.a = 1\n',
  "metadata/default.meta": "[]\nexport = system\n",
  "bin/act.py": "import time\ntime.sleep(600)\n",
};

/** What the browser has, as far as it is tried. */
interface InFrame {
  readonly parent: { readonly document: { readonly title: string } };
  readonly document: { readonly cookie: string };
}

let browser: Browser;
const children: ChildProcess[] = [];

async function open(
  root: string,
  colorScheme: "light" | "dark" = "light",
  width = 1280,
): Promise<Page> {
  const child = spawn(process.execPath, [MAIN, "ui", "--app", root, "--json"], {
    env: withoutColor(),
  });
  children.push(child);
  const line = await new Promise<string>((done) =>
    child.stdout.once("data", (bytes) => done(String(bytes))),
  );
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const page = await context.newPage();
  await page.goto((JSON.parse(line) as { url: string }).url);
  await page.waitForSelector("h1:has-text('Incident Review')");
  return page;
}

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}/${name}.png` });
}

async function seriousFindings(page: Page): Promise<readonly string[]> {
  // The page's policy lets nobody add a script; a debugger may.
  return page.evaluate(async (source) => {
    // oxlint-disable-next-line no-eval -- axe-core is a script to inject, and has no other way in here
    const injected = (0, eval)(`${source};axe`) as {
      run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
    };
    const { violations } = await injected.run();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }, axe.source);
}

if (CHROMIUM === undefined)
  console.log("skipped: 4 tests of the page need Chromium, and there is none");

describe.skipIf(CHROMIUM === undefined)("the page in Chromium", () => {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser.close();
    for (const child of children) child.kill("SIGINT");
  });

  it("goes the whole way from sendalert notable to the result events, by keyboard and by mouse", async () => {
    const page = await open(fixture("TA_ping"));
    await page.keyboard.press("s");
    await page.waitForSelector("h1:has-text('Search')");
    await page.fill(
      "#search",
      '| makeresults | eval dest="192.0.2.7" | sendalert notable param.rule_title="From a search"',
    );
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("text=1 more in");
    await page.click("nav a:text-is('Incident Review')");
    await picture(page, "incident-review");
    await page.click("a:text-is('From a search')");
    await page.click("a:text-is('Ping a host')");
    const form = page.frameLocator("iframe[data-form]");
    expect(await form.locator("[name$='host_field']").inputValue()).toBe("dest");
    await form.locator("[name$='count']").fill("2");
    await picture(page, "form");
    await page.click("button:text-is('Run')");
    await page.waitForSelector("#verdict");
    expect(await page.textContent("body")).toContain("found by tag=modaction_result");
    await picture(page, "run");
    await page.click("text=The notable event");
    await page.click("td >> a:text-is('Ping a host')");
    expect(await page.textContent("pre")).toContain('"host": "192.0.2.7"');
    await page.goBack();
    await page.click("text=View Adaptive Response Invocations");
    expect(await page.textContent("table")).toContain("Invoking modular action");
    await page.keyboard.press("?");
    expect(await page.isVisible("#keys")).toBe(true);
  });

  it("shows a refusal at the field of a saved alert, and cancels a run that hangs", async () => {
    const page = await open(fixture("TA_ping"));
    await page.click("text=Saved alert");
    await page.click("a:text-is('Ping a host')");
    const form = page.frameLocator("iframe[data-form]");
    await form.locator("[name$='count']").fill("-1");
    await page.focus("[data-main]");
    await page.keyboard.press("Enter");
    await form.locator("text=Count must be a positive number").waitFor();
    const hanging = await open(tempFolder(HOSTILE));
    await hanging.goto(`${new URL(hanging.url()).origin}/notables/n1/respond/act`);
    await hanging.click("[data-main]");
    await hanging.waitForSelector("[data-progress] li");
    await hanging.click("button:text-is('Cancel')");
    await hanging.waitForSelector(".pill:text-is('cancelled')");
  });

  it("lets the html of an add-on reach nothing", async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.end();
    }).listen(0, "127.0.0.1");
    await new Promise((done) => server.once("listening", done));
    const evil = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const root = tempFolder({
      ...HOSTILE,
      "default/data/ui/alerts/act.html": `<script>fetch("${evil}/script"); top.location = "${evil}/top"</script>
        <form action="${evil}/post" method="post"><label for="a">A</label><input id="a" name="action.act.param.a" autofocus onfocus="fetch('${evil}/focus')">
        <button>Send</button></form><iframe src="${evil}/frame"></iframe><img src="${evil}/image" onerror="fetch('${evil}/error')">
        <link rel="stylesheet" href="${evil}/style"><meta http-equiv="refresh" content="0;url=${evil}/refresh"><a href="${evil}/link" target="_top">Go</a>`,
    });
    const page = await open(root);
    const address = `${new URL(page.url()).origin}/notables/n1/respond/act`;
    await page.goto(address);
    const form = page.frameLocator("iframe[data-form]");
    await form.locator("[name$='.a']").press("Enter");
    await form.locator("text=Go").click();
    await page.waitForLoadState("networkidle");
    expect(page.url()).toBe(address);
    // What the frame itself may do, whatever got into it.
    const frame = page.frames()[1];
    const tries = await frame?.evaluate(async (to) => {
      const failed = (work: () => unknown) =>
        Promise.resolve()
          .then(work)
          .then(
            () => "worked",
            () => "failed",
          );
      return Promise.all([
        failed(() => fetch(`${to}/fetch`)),
        failed(() => fetch("/runs")),
        failed(() => (globalThis as unknown as InFrame).parent.document.title),
        failed(() => (globalThis as unknown as InFrame).document.cookie),
      ]);
    }, evil);
    expect(tries).toEqual(["failed", "failed", "failed", "failed"]);
    server.close();
    expect(asked).toEqual([]);
  });

  it.each(["light", "dark"] as const)("has no serious finding of axe-core, %s", async (scheme) => {
    const page = await open(fixture("TA_ping"), scheme, scheme === "dark" ? 640 : 1280);
    const { origin } = new URL(page.url());
    await page.goto(`${origin}/notables/n1/respond/ping_host`);
    await page.click("[data-main]");
    await page.waitForSelector("#verdict");
    const views = [
      "/",
      "/notables/n1",
      "/notables/n1/invocations",
      "/notables/n1/respond/ping_host",
      "/runs",
      "/runs/r1",
      "/runs/r1/results",
      "/search",
      "/saved",
      "/saved/ping_host",
      "/addon",
      "/addon/doctor/ping_host",
      "/forms/ping_host",
    ];
    const findings: string[] = [];
    for (const view of views) {
      await page.goto(`${origin}${view}`);
      findings.push(...(await seriousFindings(page)).map((finding) => `${view} ${finding}`));
    }
    expect(findings).toEqual([]);
  });
});
