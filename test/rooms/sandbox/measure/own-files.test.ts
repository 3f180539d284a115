import { expect, it } from "vitest";
import { literalTree } from "../../../../src/addon/tree.ts";
import { ownPythonFiles } from "../../../../src/sandbox/measure/own-files.ts";

it("lists the Python that the author wrote, and nothing that was copied into the add-on", () => {
  const tree = literalTree({
    "bin/block_ip.py": "",
    "bin/vendor_api/client.py": "",
    "bin/block_ip.sh": "",
    "bin/requests/api.py": "",
    "bin/splunklib/client.py": "",
    "lib/acme.py": "",
    "lib/PyYAML-6.0.dist-info/RECORD": "",
    "lib/pyyaml/loader.py": "",
    "tests/test_block_ip.py": "",
    "setup.py": "",
  });
  expect(ownPythonFiles({ tree })).toEqual([
    "bin/block_ip.py",
    "bin/vendor_api/client.py",
    "lib/acme.py",
  ]);
});
