/** A secret in a file of the user's: a text, or `{ env: NAME }`, so that no file has to hold it. */
import { isMap } from "yaml";
import { readNode } from "../../host/document/read-node.ts";
import { complain, type NodeReader } from "../../host/document/reading.ts";
import { FIXTURE_DEFS } from "./fixture-defs.ts";

export function secretReader(variables: Readonly<Record<string, string | undefined>>): NodeReader {
  return (node, path, reading) => {
    const read = readNode(node, FIXTURE_DEFS.secret, path, reading);
    const name = isMap(node) ? node.get("env") : undefined;
    if (typeof name !== "string") return typeof read === "string" ? read : undefined;
    const value = variables[name];
    if (value !== undefined) return value;
    complain(reading, { node, path }, "bad-value", {
      message: `\`${path}\` needs the environment variable ${name}, which is not set`,
      hint: `Set ${name}, or write the value.`,
    });
    return undefined;
  };
}
