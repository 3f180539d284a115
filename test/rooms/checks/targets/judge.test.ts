import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { checkAddon, type CheckReport } from "../../../../src/checks/check-addon.ts";
import { type Target, targetOf } from "../../../../src/platforms/targets.ts";

function check(conf: string, script: string, ...names: readonly string[]): CheckReport {
  const tree = literalTree({ "default/alert_actions.conf": conf, "bin/ping.py": script });
  const targets = names.flatMap((name): Target[] => {
    const target = targetOf(name);
    return target === undefined ? [] : [target];
  });
  return checkAddon(loadAddonFromTree(tree, [], "my_addon"), {
    targets,
    only: ["AR074", "AR078", "AR140", "AR143"],
  });
}

const both = "[ping]\npython.version = python3\npython.required = 3.9, 3.13\n";
const old = "[ping]\npython.version = python3\n";

it("says for which targets a finding holds, and since when", () => {
  const { findings } = check(both, "import ssl\nssl.wrap_socket\n", "9.4", "10.2", "py3.12");
  expect(findings).toMatchObject([
    { id: "AR140", targets: ["10.2", "py3.12"], since: "since Python 3.12" },
  ]);
});

it("runs 3.9 on Splunk 10.2 when python.required is not there", () => {
  const { findings, later } = check(old, "import ssl\nssl.wrap_socket\n", "10.2");
  expect(findings.map(({ id }) => id)).toEqual(["AR078"]);
  expect(later.map(({ id }) => id)).toEqual(["AR140"]);
});

it("judges what is too new for an old target", () => {
  const { findings } = check(both, "from datetime import UTC\n", "10.0", "py3.13");
  expect(findings).toMatchObject([{ id: "AR143", targets: ["10.0"], since: "before Python 3.11" }]);
});

it("counts errors and warnings for each target", () => {
  const { targets } = check(both, "import telnetlib\n", "9.4", "10.2", "es8");
  expect(targets).toEqual([
    { name: "9.4", label: "Splunk 9.4", errors: 0, warnings: 0 },
    { name: "10.2", label: "Splunk 10.2", errors: 1, warnings: 0 },
    { name: "es8", label: "Enterprise Security 8", errors: 0, warnings: 0 },
  ]);
});

it("keeps without targets what it had, and never counts what is for later", () => {
  const { findings, later, targets } = check(old, "import telnetlib, ssl\nssl.wrap_socket\n");
  expect(findings.map(({ id, severity }) => [id, severity])).toEqual([
    ["AR074", "warning"],
    ["AR078", "info"],
  ]);
  expect(later.map(({ id }) => id)).toEqual(["AR140"]);
  expect(targets).toEqual([]);
});
