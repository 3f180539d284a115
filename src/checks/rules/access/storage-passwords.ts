/** AR063: The owner of the search must be allowed to list passwords. */
import type { Check } from "../../rule/check.ts";

export const storagePasswords: Check = {
  id: "AR063",
  name: "storage-passwords",
  severity: "info",
  title: "The owner of the search must be allowed to list passwords",
  why: "storage/passwords answers only to users with the capability `list_storage_passwords`; the script runs as the owner of the search, who often lacks it. Ground: authorize.conf.spec; reported for slack-alerts and others.",
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
          "storage/passwords is read: owners of searches without list_storage_passwords get nothing",
        where: { file: file.path, line: at + 1 },
        hint: "Say so in the manual, or try it with `ar-sim run` as another user.",
      };
    }
  },
};
