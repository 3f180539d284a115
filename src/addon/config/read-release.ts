/** Reads a version of Splunk. YAML takes `10.0` for a number, so it is read as it is written. */
import { complain, type NodeReader, textOf } from "../../host/document/reading.ts";
import { SPLUNK_VERSIONS } from "../../platforms/splunk-profile.ts";

export const readRelease: NodeReader = (node, path, reading) => {
  const text = textOf(node);
  if (SPLUNK_VERSIONS.includes(text)) return text;
  complain(reading, { node, path }, "bad-value", {
    message: `\`${path}\` must be a version of Splunk, not \`${text}\``,
    hint: `Write one of ${SPLUNK_VERSIONS.join(", ")}.`,
  });
  return undefined;
};
