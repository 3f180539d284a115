import { expect, it } from "vitest";
import { runCli } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const SCRIPT = `import json, ssl, sys
from urllib.request import Request, urlopen
payload = json.load(sys.stdin)
url = payload['server_uri'] + payload['search_uri'] + '?output_mode=json'
headers = {'Authorization': 'Splunk ' + payload['session_key']}
answer = urlopen(Request(url, headers=headers), context=ssl._create_unverified_context())
print(json.load(answer)['entry'][0]['content']['search'])
`;

it("has the saved search that is only named where search_uri leads", async () => {
  const app = tempFolder({
    "default/app.conf": "[package]\nid = TA_asks\n",
    "default/alert_actions.conf": "[ask]\npayload_format = json\n",
    "bin/ask.py": SCRIPT,
  });
  const args = [
    "run",
    "--app",
    app,
    "--mode",
    "saved",
    "--search-name",
    "my search",
    "--search",
    "| makeresults",
    "--json",
  ];
  const { stdout, stderr } = await runCli(args);
  const [one] = JSON.parse(stdout).invocations;
  expect(one.stdout, stderr + one.stderr).toBe("| makeresults\n");
});
