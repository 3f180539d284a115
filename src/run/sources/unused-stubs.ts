/** Notes on stubs that no call used. Pure. */
import type { Problem } from "../../errors.ts";
import type { UsedStub } from "../../vendor/stubs/stub-list.ts";

/** Those of ar-sim.config are for all cases, and so none of them needs to be used by one. */
export function unusedStubs(used: readonly UsedStub[]): Problem[] {
  return used.flatMap(({ stub, uses }) => {
    const isUnused = uses === 0 || (Number.isFinite(stub.times) && uses < stub.times);
    if (!stub.isForThisRun || !isUnused) return [];
    const name = `${stub.method ?? "any"} ${stub.url.text}`;
    const message =
      uses === 0
        ? `no call used the stub ${name}`
        : `the stub ${name} answered ${uses} of ${stub.times} calls`;
    const hint = "Remove the stub, or see in `http` what the action called.";
    return [{ code: "HTTP_STUB_UNUSED", message, hint, where: stub.where }];
  });
}
