import { afterAll, describe, expect, it } from "vitest";
import { loadAddon } from "../../../src/addon/load-addon.ts";
import { leaseKeeper } from "../../../src/sandbox/fence/lease-keeper.ts";
import { sendAlert } from "../../../src/sendalert.ts";
import { Arrivals, layWaysOut } from "../../support/outbound/ways-out.ts";

const internet = new Arrivals();
const port = await internet.listen();
afterAll(() => internet[Symbol.asyncDispose]());
const more = (stdout: string): string[] => (stdout.includes("no requests") ? [] : ["requests"]);

async function stands(kind: "namespace" | "landlock"): Promise<boolean> {
  await using lease = leaseKeeper(kind);
  return (await lease?.keeper.fence())?.kind === kind;
}

describe.each(["namespace", "landlock"] as const)("with the fence %s", async (fence) => {
  it.skipIf(!(await stands(fence)))(
    "no way leads out, and all lead out where it is allowed",
    async ({ annotate }) => {
      const ways = layWaysOut(port);
      if (ways.missing.length > 0) await annotate(`without ${ways.missing.join(", ")}`);
      const addon = loadAddon(ways.addon);
      const denied = await sendAlert(addon, { fence });
      expect(internet.take()).toEqual([]);
      expect(denied.fence.kind).toBe(fence);
      expect(denied.verdict.status).toBe("fail");
      const stdout = denied.invocations[0]?.stdout ?? "";
      const shown = denied.outbound.filter(({ where }) => where !== null);
      const ofRequests = more(stdout);
      expect(new Set(denied.outbound.map(({ refusal }) => refusal))).toEqual(
        new Set(["refused by the fence"]),
      );
      // A child that runs `-c` has no line in the add-on.
      expect(shown.length).toBeGreaterThanOrEqual(
        ways.ofPython.length -
          1 +
          ofRequests.length +
          ways.ofUdp.length -
          (fence === "namespace" ? 1 : 0),
      );
      const seen = ways.ofPython.length + ways.ofUdp.length + ofRequests.length;
      if (fence === "namespace")
        expect(denied.outbound.length).toBeGreaterThanOrEqual(seen + ways.others.length);
      else {
        expect(denied.outbound).toHaveLength(seen);
        expect(denied.fence.limits).toContain("refused but not seen");
      }

      const allowed = await sendAlert(addon, { fence, network: "allow" });
      expect(internet.take()).toEqual(
        [...ways.ofPython, ...ways.ofUdp, ...ways.others, ...ofRequests].toSorted(),
      );
      expect(allowed.outbound.every(({ refusal }) => refusal === null)).toBe(true);
    },
  );
});

it("holds back Python only with the fence of the process", async () => {
  const ways = layWaysOut(port);
  const denied = await sendAlert(loadAddon(ways.addon), { fence: "process" });
  expect(internet.take()).toEqual([...ways.others].toSorted());
  expect(denied.verdict.status).toBe("fail");
});
