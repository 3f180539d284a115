/** Runs an action that tries to reach something. */
import { loadAddon } from "../../../src/addon/load-addon.ts";
import type { SendAlertRequest } from "../../../src/run/send-alert-request.ts";
import { sendAlert } from "../../../src/sendalert.ts";
import type { Transcript } from "../../../src/transcript.ts";
import { tempFolder } from "../temp-folder.ts";

/** The first line of the code that a test gives. */
export const FIRST_LINE = 17;

export function runOutbound(
  code: string,
  request: SendAlertRequest = {},
  files: Readonly<Record<string, string>> = {},
): Promise<Transcript> {
  const root = tempFolder({
    "default/app.conf": "[package]\nid = TA_out\n",
    "default/alert_actions.conf": "[out]\nis_custom = 1\npayload_format = json\n",
    "bin/out.py": `
import json, os, socket, ssl, subprocess, sys
try:
    from urllib.request import Request, urlopen
except ImportError:
    from urllib2 import Request, urlopen
payload = json.load(sys.stdin)
def attempt(act):
    try:
        return act()
    except Exception as error:
        return type(error).__name__
def connect(host, port):
    return attempt(lambda: socket.create_connection((host, port), timeout=5).recv(9).decode())
def udp(address):
    attempt(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", address))
${code}
`,
    ...files,
  });
  return sendAlert(loadAddon(root), request);
}

export const reached = ({ outbound }: Transcript): string[] =>
  outbound.map(({ protocol, host, port: at, refusal }) =>
    [protocol, host, at, ...(refusal === null ? ["let through"] : [])].join(" "),
  );

export const stdoutOf = ({ invocations }: Transcript): string => invocations[0]?.stdout ?? "";
