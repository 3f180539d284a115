/** AR080: The script connects to the default host, not to server_uri. */
import { calls } from "../../reading/python/calls.ts";
import type { Check } from "../../rule/check.ts";

export const splunklibHost: Check = {
  id: "AR080",
  name: "splunklib-host",
  severity: "warning",
  title: "The script connects to the default host, not to server_uri",
  why: "`connect()` of splunklib uses localhost:8089 when it gets no host and port. It fails on a Splunk with another management port or TLS name. `server_uri` in the payload names the address of splunkd. Ground: splunklib.client; alert action payload.",
  bad: {
    "no host": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        "from splunklib import client\ndef go(key):\n    return client.connect(token=key)\n",
    },
  },
  good: {
    given: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        "from splunklib import client\ndef go(host, port, key):\n    return client.connect(host=host, port=port, token=key)\n",
    },
    "all handed on": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        "from splunklib import client\ndef go(**kw):\n    return client.connect(**kw)\n",
    },
  },
  *run(facts) {
    for (const { call, file, where } of calls(facts, "connect", "Service")) {
      if (!/^(?:(?:splunklib\.)?client\.(?:connect|Service)|Service)$/.test(call.name)) continue;
      if (!file.imports.some((imported) => imported.module.startsWith("splunklib"))) continue;
      if ("host" in call.keywords || "port" in call.keywords || call.hasMore) continue;
      yield {
        message: `${call.name}() connects to localhost:8089 and ignores server_uri`,
        where,
        hint: "Take host and port from server_uri in the payload.",
      };
    }
  },
};
