/**
 * Suites that others wrote for a real splunkd, and clients of others, run against the stand-in: `npm run conformance`.
 * What comes from the npm registry or the Python package index runs everywhere; the rest where a variable names a checkout.
 */
import { detections } from "./support/detections.ts";
import { docs } from "./docs.ts";
import { ansibleSplunkEs } from "./ansible-splunk-es.ts";
import { splunkSdkRuby, terraformProvider } from "./other-languages.ts";
import { pythonClients } from "./python-clients.ts";
import { solnlib } from "./solnlib.ts";
import { splunkSdk } from "./splunk-sdk.ts";
import { splunkSdkPython } from "./splunk-sdk-python.ts";

let hasFailed = false;
for (const suite of [
  docs,
  splunkSdk,
  pythonClients,
  solnlib,
  splunkSdkPython,
  ansibleSplunkEs,
  splunkSdkRuby,
  terraformProvider,
  detections,
])
  hasFailed = (await suite()) || hasFailed;
process.exitCode = hasFailed ? 1 : 0;
