/** `ar-sim check [PATH]`: what is wrong with the add-on, without running it. */
import { resolve } from "node:path";
import type { Addon } from "../../../addon/addon.ts";
import { loadAddon } from "../../../addon/load-addon.ts";
import { checkAddon, type CheckReport } from "../../../checks/check-addon.ts";
import { type CheckFormatOptions, checkFormats } from "../../../reporters/check/check-formats.ts";
import { printable } from "../../../text/printable.ts";
import type { CommandLine } from "../../command-line/command-page.ts";
import { onlyArgument } from "../../command-line/only-argument.ts";
import { usage } from "../../command-line/option.ts";
import { EXIT } from "../../exit-code.ts";
import { type AddonRoot, openAddonRoot } from "../../open-addon-root.ts";
import { namedTargets } from "../../options/named-targets.ts";
import { namedRule } from "../../options/named-rule.ts";
import { paintFor } from "../../report/paint-for.ts";
import { pathFromHere, pathFromRepository } from "../../report/path-prefix.ts";
import { CHECK_OPTIONS, type CheckValues } from "./check-page.ts";
import { waivedReport } from "./waived-report.ts";

export async function check(line: CommandLine): Promise<number> {
  const values = line.of(CHECK_OPTIONS);
  const path = pathOf(line, values);
  if (values["dry-run"] && !values.fix) {
    throw usage("--dry-run needs --fix", { hint: "Write --fix --dry-run." });
  }
  const rules = rulesOf(values);
  await using opened = await openAddonRoot(path);
  if (values.fix && opened.unpackedFrom !== undefined) {
    throw usage("--fix cannot change a package", { hint: "Unpack it, and name the folder." });
  }
  const look = (): Promise<Checked> => checkOnce(opened, values, rules);
  const before = await look();
  if (values["dry-run"]) {
    await printDiff(before);
    return exitCodeOfCheck(before.report);
  }
  const { addon, report } = values.fix && (await fix(before)) ? await look() : before;
  // The folder that a package was unpacked into is gone when the report is read.
  const root = opened.unpackedFrom === undefined ? report.root : resolve(path ?? "");
  await print({ ...report, root }, values, placesOf(addon, opened));
  return exitCodeOfCheck(report);
}

/** Other commands name the add-on with --app, so check takes that too. */
function pathOf(line: CommandLine, { app }: CheckValues): string | undefined {
  const path = onlyArgument("check", "add-on", line);
  if (path === undefined || app === undefined) return path ?? app;
  throw usage(`check takes one add-on, but got: ${path} and --app ${app}`, {
    hint: "Name it once.",
  });
}

function exitCodeOfCheck({ findings }: CheckReport): number {
  return findings.some((finding) => finding.severity === "error") ? EXIT.verdictFailed : EXIT.good;
}

interface Rules {
  /** By id; all rules when empty. */
  readonly only: readonly string[];
  readonly ignore: readonly string[];
}

function rulesOf({ only, ignore }: CheckValues): Rules {
  return { only: idsOf("--only", only), ignore: idsOf("--ignore", ignore) };
}

function idsOf(option: string, given: readonly string[]): string[] {
  const words = given.flatMap((text) => text.split(",")).map((text) => text.trim());
  return words.map((word) => namedRule(option, word).id);
}

interface Checked {
  readonly addon: Addon;
  readonly report: CheckReport;
}

async function checkOnce(
  { root, unpackedFrom }: AddonRoot,
  { also, target, python, "app-id": appId, "follow-links": followLinks }: CheckValues,
  { only, ignore }: Rules,
): Promise<Checked> {
  const wish = { also, appId, unpackedFrom, followLinks, evenIfDisabled: true };
  const addon = loadAddon(root, wish);
  const isPackage = unpackedFrom !== undefined;
  const targets = await namedTargets(
    target,
    unpackedFrom === undefined ? root : undefined,
    followLinks,
  );
  const all = checkAddon(addon, { only, ignore, targets, python, isPackage });
  const ran = (id: string): boolean =>
    (only.length === 0 || only.includes(id)) && !ignore.includes(id);
  return { addon, report: await waivedReport(all, root, { isPackage, ran, followLinks }) };
}

/** Gives whether any file was changed. */
async function fix({ addon, report }: Checked): Promise<boolean> {
  const { fixAddon } = await import("./fix-addon.ts");
  const { changed, refused } = fixAddon(addon.tree, report.findings);
  for (const file of changed) process.stderr.write(`fixed ${printable(file)}\n`);
  for (const why of refused) process.stderr.write(`not fixed: ${printable(why)}\n`);
  return changed.length > 0;
}

async function printDiff({ addon, report }: Checked): Promise<void> {
  const { fixDiff } = await import("./fix-addon.ts");
  const { diff, refused } = await fixDiff(addon.tree, report.findings);
  if (diff === "") process.stderr.write("nothing to fix\n");
  process.stdout.write(diff);
  for (const why of refused) process.stderr.write(`not fixed: ${printable(why)}\n`);
}

type Places = Omit<CheckFormatOptions, "paint">;

/** What stands before the path of a file: for a package, always its name. */
function placesOf({ root, tree }: Addon, { unpackedFrom }: AddonRoot): Places {
  if (unpackedFrom === undefined)
    return {
      fromAddon: "",
      fromHere: pathFromHere(root),
      fromRepository: pathFromRepository(root),
    };
  const { shownRoot } = tree;
  return { fromAddon: shownRoot, fromHere: shownRoot, fromRepository: shownRoot };
}

async function print(
  report: CheckReport,
  { format = "text" }: CheckValues,
  places: Places,
): Promise<void> {
  const write = await checkFormats[format].load();
  process.stdout.write(write(report, { paint: paintFor(process.stdout), ...places }));
}
