import { expect, it } from "vitest";
import { buildEnvironment } from "../../../../src/invocation/payload/build-environment.ts";

const parts = {
  splunkHome: "/h",
  serverUri: "https://127.0.0.1:9",
  serverHost: "sh1",
  splunkVersion: "10.2",
};

it("holds what splunkd gives its children, and nothing of the user's", () => {
  const env = buildEnvironment({ ...parts, host: { AWS_SECRET: "x", HOME: "/root" } });
  expect(env).toMatchObject({
    SPLUNK_HOME: "/h",
    SPLUNK_DB: "/h/var/lib/splunk",
    SPLUNKD_URI: "https://127.0.0.1:9",
    HOME: "/h",
  });
  expect(env["PATH"]).toMatch(/^\/h\/bin:/);
  expect(Object.keys(env)).not.toContain("AWS_SECRET");
});

it("tells the script nothing of ar-sim", () => {
  expect(JSON.stringify(buildEnvironment(parts))).not.toMatch(/ar.sim|simul/i);
});

it("lets through what is asked for", () => {
  expect(buildEnvironment({ ...parts, extra: { TOKEN: "t", HOME: "/x" } })).toMatchObject({
    TOKEN: "t",
    HOME: "/x",
  });
});

it("keeps the few names without which Windows starts nothing", () => {
  const env = buildEnvironment({
    ...parts,
    platform: "win32",
    host: { systemroot: "C:\\Windows", SECRET: "x", PATHEXT: ".EXE" },
  });
  expect(env).toMatchObject({ SystemRoot: "C:\\Windows", PATHEXT: ".EXE" });
  expect(env["PATH"]?.split(";")[1]).toBe("C:\\Windows\\system32");
  expect(Object.keys(env)).not.toContain("SECRET");
});

it("reads files as UTF-8 from Splunk 9.1 on", () => {
  expect(buildEnvironment({ ...parts, splunkVersion: "9.0" })).not.toHaveProperty("PYTHONUTF8");
  expect(buildEnvironment({ ...parts, splunkVersion: "9.1" })).toHaveProperty("PYTHONUTF8", "1");
});
