import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const README = fileURLToPath(new URL("../../README.md", import.meta.url));

export interface Example {
  /** The command line after `$ `. */
  readonly command: string;
  /** What README says it prints. */
  readonly output: string;
  readonly line: number;
}

export function readReadme(): string {
  return readFileSync(README, "utf8");
}

/** Each `$ command` of the ```console blocks, with the output beneath it. */
export function readmeExamples(text: string = readReadme()): Example[] {
  const examples: Example[] = [];
  let open: { command: string; output: string[]; line: number } | undefined;
  let inside = false;
  const close = (): void => {
    if (open !== undefined) examples.push({ ...open, output: open.output.join("\n") });
    open = undefined;
  };
  for (const [number, line] of text.split("\n").entries()) {
    if (!inside) {
      inside = line === "```console";
    } else if (line === "```") {
      close();
      inside = false;
    } else if (line.startsWith("$ ")) {
      close();
      open = { command: line.slice(2), output: [], line: number + 1 };
    } else {
      open?.output.push(line);
    }
  }
  return examples;
}

/** What differs from run to run and machine to machine, made the same. */
export function normalised(text: string): string {
  return text
    .replace(/python \d+\.\d+\.\d+/g, "python 3.x")
    .replace(/\b\d+ ms\b/g, "N ms")
    .replace(/\bpid=\d+/g, "pid=N")
    .replace(/@@notable@@[0-9a-f]{32}/g, "@@notable@@HASH")
    .replace(/_at_\d{10}_\d+/g, "_at_TIME")
    .replace(/\bhost=[\w.-]+$/gm, "host=HERE")
    .replace(/\bworker="[\w.-]*"/g, 'worker="HERE"')
    .replace(/\b\d{10}\.\d+\b/g, "TIME")
    .replace(/\b\d{10}\b/g, "TIME")
    .replace(/\d\d-\d\d-\d{4} \d\d:\d\d:\d\d\.\d{3} [+-]\d{4}/g, "CLOCK")
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}/g, "CLOCK")
    .replace(/\/[^\s"]*\/(?:ar-sim|splunk-\d+-)[^\s"/]*/g, "SANDBOX")
    .trimEnd();
}
