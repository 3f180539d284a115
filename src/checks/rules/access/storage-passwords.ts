/** AR063: The owner of the search must be allowed to list passwords. */
import type { Check } from "../../rule/check.ts";

export const storagePasswords: Check = {
  id: "AR063",
  name: "storage-passwords",
  severity: "info",
  title: "The owner of the search must be allowed to list passwords",
  why: "storage/passwords answers only users with the capability `list_storage_passwords`. The script runs as the owner of the search, who often lacks it. Ground: authorize.conf.spec; reported for slack-alerts and others.",
  bad: {
    splunklib: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "def go(service):\n    return service.storage_passwords.list()\n",
    },
    REST: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'import splunk.rest\nsplunk.rest.simpleRequest("/servicesNS/nobody/x/storage/passwords")\n',
    },
  },
  good: { "no secret": { "default/alert_actions.conf": "[ping]\n", "bin/ping.py": "pass\n" } },
  *run(facts) {
    for (const file of facts.python.files) {
      const lines = (facts.text(file.path) ?? "").split("\n");
      const at = lines.findIndex((line) => /^[^#]*storage[_/]passwords/.test(line));
      if (at < 0) continue;
      yield {
        message:
          "the script reads storage/passwords, which returns nothing to owners without list_storage_passwords",
        where: { file: file.path, line: at + 1 },
        hint: "Document it, and try the action as such a user with `ar-sim run --as-user`.",
      };
    }
  },
};
