/**
 * Suites of clients in Ruby and Go, each where its checkout and the tools of its language are at hand:
 * splunk/splunk-sdk-ruby and splunk/terraform-provider-splunk.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CACHE, checkouts, loginFile, report, run, say, withSplunkd } from "./suite.ts";

const STARTED = { port: 0, hecPort: 0, fixtures: { apps: ["sdkappcollection"] } };

/** Methods that Ruby had when the SDK was written. */
const COMPAT = `require "uri"
require "timeout"
TimeoutError = Timeout::Error
module URI
  def self.encode(*a) = DEFAULT_PARSER.escape(*a)
  def self.escape(*a) = DEFAULT_PARSER.escape(*a)
  def self.decode(*a) = DEFAULT_PARSER.unescape(*a)
end
`;

/** Cases left out, and why. */
const LEFT_OUT_OF_RUBY: Readonly<Record<string, string>> = {
  "test_upload|test_oneshot_input|test_enable_preview|LongJobTestCase|test_modular_input":
    "they install apps of Splunk's own test machine",
  "test_create_and_delete_tcp_raw|test_create_and_delete_udp|test_update_on_restrictToHost":
    "they look for one input by its name in data/inputs/all",
  test_connect: "with Ruby 3 it wants a TLS end that Node does not send",
};
const LEFT_OUT_OF_GO: Readonly<Record<string, string>> = {
  TestAccSplunkAdminSAMLGroups: "nobody logs in by SAML here",
};

function hasTool(name: string, what: string, version = "--version"): boolean {
  if (spawnSync(name, [version]).status === 0) return true;
  say(`skipped: ${what} (there is no ${name} here)`);
  return false;
}

export async function splunkSdkRuby(): Promise<boolean> {
  const what = "the Ruby SDK's suite";
  const [checkout] = checkouts("AR_SIM_SPLUNK_SDK_RUBY", what);
  if (checkout === undefined || !hasTool("ruby", what)) return false;
  return withSplunkd(STARTED, async ({ port }) => {
    const home = join(CACHE, "splunk-sdk-ruby");
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, ".splunkrc"), loginFile(port));
    writeFileSync(join(home, "compat.rb"), COMPAT);
    for (const [name, why] of Object.entries(LEFT_OUT_OF_RUBY)) say(`left out: ${name} (${why})`);
    const files = readdirSync(join(checkout, "test")).filter(
      (name) => name.startsWith("test_") && name !== "test_helper.rb",
    );
    const { status, output } = await run(
      "ruby",
      [
        "-W0",
        `-r${join(home, "compat.rb")}`,
        "-Ilib",
        "-Itest",
        "-e",
        files.map((name) => `require ${JSON.stringify(join(checkout, "test", name))}`).join(";"),
        "--",
        "--ignore-name",
        `/${Object.keys(LEFT_OUT_OF_RUBY).join("|")}/`,
        "--ignore-testcase",
        "/LongJobTestCase|ModularInput/",
      ],
      { cwd: checkout, env: { HOME: home } },
    );
    return report(
      "splunk-sdk (Ruby)",
      status,
      output,
      /^\d+ tests.*$|^(?:Failure|Error): \w+.*$/gm,
    );
  });
}

export async function terraformProvider(): Promise<boolean> {
  const what = "the suite of the Terraform provider";
  const [checkout] = checkouts("AR_SIM_TERRAFORM_PROVIDER", what);
  if (checkout === undefined || !hasTool("go", what, "version")) return false;
  return withSplunkd(STARTED, async ({ port }) => {
    for (const [name, why] of Object.entries(LEFT_OUT_OF_GO)) say(`left out: ${name} (${why})`);
    const list = await run("go", ["test", "-mod=vendor", "-list", ".", "./client", "./splunk"], {
      cwd: checkout,
    });
    const names = (list.output.match(/^Test\w+/gm) ?? []).filter(
      (name) => !(name in LEFT_OUT_OF_GO),
    );
    const { status, output } = await run(
      "go",
      [
        "test",
        "-mod=vendor",
        "-count=1",
        "-v",
        "-run",
        `^(${names.join("|")})$`,
        "./client",
        "./splunk",
      ],
      {
        cwd: checkout,
        env: {
          TF_ACC: "1",
          SPLUNK_HOME: "/opt/splunk",
          SPLUNK_URL: `localhost:${port}`,
          SPLUNK_USERNAME: "admin",
          SPLUNK_PASSWORD: "Chang3d!",
        },
      },
    );
    const passed = output.match(/^--- PASS/gm)?.length ?? 0;
    say(`Terraform provider (Go): ${passed} passed`);
    return report("Terraform provider (Go)", status, output, /^(?:ok|FAIL)\s.*$|^--- FAIL.*$/gm);
  });
}
