import { expect, it } from "vitest";
import { expandEnvVars } from "../../../src/addon/expand-env-vars.ts";

const env = { SPLUNK_HOME: "/opt/splunk", EMPTY: "" };

it.each([
  ["$SPLUNK_HOME/etc", "/opt/splunk/etc"],
  ["${SPLUNK_HOME}x", "/opt/splunkx"],
  ["a$EMPTY", "a"],
  ["$NOT_SET/$", "$NOT_SET/$"],
  ["$__proto__ $toString", "$__proto__ $toString"],
])("expands %s", (text, expanded) => {
  expect(expandEnvVars(text, env)).toBe(expanded);
});
