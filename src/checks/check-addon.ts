/** Checks an add-on and returns a report, for the command line and the library. */
import { posix } from "node:path";
import type { Addon } from "../addon/addon.ts";
import { appInside } from "../addon/ucc-source.ts";
import { type FactOptions, gatherFacts } from "./facts/gather-facts.ts";
import type { Finding } from "./rule/finding.ts";
import { shownLine } from "./reading/hide-secrets.ts";
import { type CheckOptions, runChecks } from "./run-checks.ts";

export interface CheckReport {
  readonly appId: string;
  readonly root: string;
  readonly findings: readonly Finding[];
  /** What could not be looked at, and why. */
  readonly notes: readonly string[];
  /** The source lines of findings, with secrets masked: `file:line` → text. */
  readonly lines: Readonly<Record<string, string>>;
}

/** In the source tree of a UCC add-on it checks the app inside. Paths start at the root of the source tree. */
export function checkAddon(addon: Addon, options: CheckOptions & FactOptions = {}): CheckReport {
  const app = appInside(addon) ?? addon;
  const facts = gatherFacts(app, options);
  const inside = posix.relative(addon.root, app.root);
  const findings = runChecks(facts, options).map((finding) => seenFrom(inside, finding));
  const hasScripts = facts.programs.some((program) => program.scripts.length > 0);
  const notes =
    hasScripts && facts.python.version === undefined
      ? ["there is no Python here: the scripts were not read"]
      : [];
  const lines = shownLines(addon, findings);
  return { appId: addon.appId, root: addon.root, findings, notes, lines };
}

/** `folder` is the path from the root to the checked app. It is empty when the root is the app. */
function seenFrom(folder: string, finding: Finding): Finding {
  if (folder === "") return finding;
  const { where, fix } = finding;
  const from = <T extends { readonly file: string }>(place: T): T => ({
    ...place,
    file: posix.join(folder, place.file),
  });
  return { ...finding, where: from(where), fix: fix?.map(from) };
}

function shownLines({ tree }: Addon, findings: readonly Finding[]): CheckReport["lines"] {
  const texts = new Map<string, readonly string[]>();
  const linesOf = (file: string): readonly string[] => {
    const known = texts.get(file) ?? tree.read(file)?.toString("utf8").split(/\r?\n/) ?? [];
    texts.set(file, known);
    return known;
  };
  const lines: Record<string, string> = {};
  for (const finding of findings) {
    const { file, line } = finding.where;
    const text = line === undefined ? undefined : linesOf(file)[line - 1];
    if (text !== undefined) lines[`${file}:${line}`] = shownLine(finding.name, text);
  }
  return lines;
}
