/** What is wrong with stubs beyond what a schema can say. */
import { lstatSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { resolve } from "node:path";
import { faultOf } from "../../host/files/file-fault.ts";
import type { StubText } from "./stub.ts";

export interface StubFault {
  /** `http[2].file` */
  readonly path: string;
  readonly message: string;
  readonly hint: string;
  /** Whether the file is not there. */
  readonly isMissing: boolean;
}

const BODIES = ["json", "text", "file"] as const;

export function stubFaults(stubs: readonly StubText[], folder: string): StubFault[] {
  return stubs.flatMap((stub, number) => {
    const at = `http[${number}]`;
    const bodies = BODIES.filter((key) => stub[key] !== undefined);
    const [, second] = bodies;
    const wrong: StubFault[] = [];
    if (second !== undefined) {
      wrong.push({
        path: `${at}.${second}`,
        message: `the stub has ${bodies.map((key) => `\`${key}\``).join(" and ")}`,
        hint: "Give one body: `json`, `text`, or `file`.",
        isMissing: false,
      });
    }
    wrong.push(...fileFault(stub, folder, at), ...neverUsed(stubs, number));
    return wrong;
  });
}

function fileFault({ file }: StubText, folder: string, at: string): StubFault[] {
  if (file === undefined) return [];
  const path = resolve(folder, file);
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) {
    const hint = "Write the path relative to the file that the stub stands in.";
    const message = `there is no file ${path}`;
    return [{ path: `${at}.file`, message, hint, isMissing: true }];
  }
  const fault = faultOf(path, Number.POSITIVE_INFINITY, undefined);
  if (fault === undefined) return [];
  const hint = "Name a regular file that you may read.";
  const message = `\`${file}\` is not read: it ${fault}`;
  return [{ path: `${at}.file`, message, hint, isMissing: false }];
}

/** One with the same conditions stands before it, and is never used up. */
function neverUsed(stubs: readonly StubText[], number: number): StubFault[] {
  const stub = stubs[number];
  const before = stubs
    .slice(0, number)
    .findIndex((other) => other.times === undefined && isAlike(other, stub));
  if (before < 0) return [];
  return [
    {
      path: `http[${number}]`,
      message: `the stub is never used: number ${before + 1} of the list is for the same requests`,
      hint: "Remove one of them, or say with `times` how many requests the first answers.",
      isMissing: false,
    },
  ];
}

function isAlike(stub: StubText, other: StubText | undefined): boolean {
  if (other === undefined) return false;
  const { method = "", url, body } = stub;
  return (
    url === other.url &&
    method.toUpperCase() === (other.method ?? "").toUpperCase() &&
    isDeepStrictEqual(body, other.body)
  );
}
