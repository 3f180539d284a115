import { existsSync } from "node:fs";
import { expect, it, vi } from "vitest";
import { setupPython } from "../../../../src/sandbox/interpreters/setup-python.ts";
import {
  environmentFor,
  environmentFolder,
} from "../../../../src/sandbox/interpreters/shipped-environment.ts";
import { shippedModules } from "../../../../src/sandbox/interpreters/shipped-modules.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

it.skipIf(process.platform === "win32").each([
  ["a program that makes no environment", "/bin/false", "3.9.18"],
  ["a Python 2", "/usr/bin/python2.7", "2.7.18"],
])(
  "throws SANDBOX_SETUP_FAILED for %s, and leaves none that would be used",
  async (_, path, version) => {
    vi.stubEnv("AR_SIM_CACHE", tempFolder());
    await expect(
      setupPython({ path, version, chosenBy: "--python", venv: undefined }),
    ).rejects.toMatchObject({ code: "SANDBOX_SETUP_FAILED", hint: expect.any(String) });
    expect(environmentFor(version)).toBeUndefined();
    expect(existsSync(environmentFolder(version))).toBe(false);
    vi.unstubAllEnvs();
  },
);

it.skipIf(process.platform === "win32")(
  "leaves an environment alone that it cannot make anew",
  async () => {
    vi.stubEnv(
      "AR_SIM_CACHE",
      tempFolder({ "python/3.9/ready": "", "python/3.9/lib/python3.9/x": "" }),
    );
    const python = { path: "/bin/false", version: "3.9.18", chosenBy: "", venv: undefined };
    await expect(setupPython(python)).rejects.toMatchObject({ code: "SANDBOX_SETUP_FAILED" });
    expect(environmentFor("3.9.18")).toContain("site-packages");
    vi.unstubAllEnvs();
  },
);

it.each([
  ["3.7.16", "8.2"],
  ["3.9.18", "9.3"],
  ["3.11.2", "9.3"],
  ["3.13.0", "10"],
])("pins for Python %s what Splunk %s ships", (version, splunk) => {
  const { mirrors, requirements } = shippedModules(version);
  expect(mirrors).toContain(splunk);
  for (const requirement of requirements) expect(requirement).toMatch(/^[\w.-]+==[\w.]+$/);
  for (const name of ["requests", "urllib3", "six", "future", "lxml", "httplib2", "defusedxml"])
    expect(requirements.some((one) => one.startsWith(`${name}==`))).toBe(true);
});

it("says that the cache folder cannot be written to, and which folder could be", async () => {
  // Not even root makes a folder below a file.
  const cache = `${tempFolder({ file: "" })}/file/cache`;
  vi.stubEnv("AR_SIM_CACHE", cache);
  const python = { path: "/bin/false", version: "3.9.18", chosenBy: "", venv: undefined };
  await expect(setupPython(python)).rejects.toMatchObject({
    code: "SANDBOX_SETUP_FAILED",
    message: expect.stringContaining("cannot write to the cache folder"),
    hint: expect.stringContaining("AR_SIM_CACHE"),
    where: { file: `${cache}/python` },
  });
  vi.unstubAllEnvs();
});
