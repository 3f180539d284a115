/** Checks an add-on and returns a report, for the command line and the library. */
import { posix } from "node:path";
import type { Addon } from "../addon/addon.ts";
import { appInside } from "../addon/ucc-source.ts";
import { type FactOptions, gatherFacts } from "./facts/gather-facts.ts";
import { listPythons } from "../sandbox/interpreters/list-pythons.ts";
import { compareVersions } from "./targets/scope.ts";
import type { Finding } from "./rule/finding.ts";
import { shownLine } from "./reading/hide-secrets.ts";
import { countByTarget, type JudgedFindings, type TargetCount } from "./targets/judge.ts";
import { type CheckOptions, judgeChecks } from "./run-checks.ts";

export interface CheckReport {
  readonly appId: string;
  readonly root: string;
  readonly findings: readonly Finding[];
  /** What only newer targets ask for. It never counts. */
  readonly later: readonly Finding[];
  /** One for each target that was named. */
  readonly targets: readonly TargetCount[];
  /** What could not be looked at, and why. */
  readonly notes: readonly string[];
  /** The source lines of findings, with secrets masked: `file:line` → text. */
  readonly lines: Readonly<Record<string, string>>;
}

/** In the source tree of a UCC add-on it checks the app inside. Paths start at the root of the source tree. */
export function checkAddon(addon: Addon, options: CheckOptions & FactOptions = {}): CheckReport {
  const app = appInside(addon) ?? addon;
  const facts = gatherFacts(app, { ...options, ...readersFor(options) });
  const inside = posix.relative(addon.root, app.root);
  const { findings, later } = seenAll(inside, judgeChecks(facts, options));
  const hasScripts = facts.programs.some((program) => program.scripts.length > 0);
  const notes =
    hasScripts && facts.python.version === undefined
      ? ["there is no Python here: the scripts were not read"]
      : [];
  const lines = shownLines(addon, [...findings, ...later]);
  const targets = countByTarget(findings, options.targets ?? []);
  return { appId: addon.appId, root: addon.root, findings, later, targets, notes, lines };
}

/** The newest Python of the targets that is on this machine reads the scripts, and the others parse them. */
function readersFor({ targets = [], python }: CheckOptions & FactOptions): FactOptions {
  const alsoPythons = [...new Set(targets.flatMap(({ pythons }) => pythons))].sort(compareVersions);
  if (python !== undefined || alsoPythons.length === 0) return { python, alsoPythons };
  const installed = new Set(
    listPythons().map(({ version }) => version.split(".").slice(0, 2).join(".")),
  );
  return { python: alsoPythons.findLast((version) => installed.has(version)), alsoPythons };
}

function seenAll(folder: string, { findings, later }: JudgedFindings): JudgedFindings {
  const seen = (finding: Finding): Finding => seenFrom(folder, finding);
  return { findings: findings.map(seen), later: later.map(seen) };
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
