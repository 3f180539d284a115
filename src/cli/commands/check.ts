/** `ar-sim check [PATH]`: what is wrong with the add-on, without running it. */
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Addon } from "../../addon/addon.ts";
import { loadAddon } from "../../addon/load-addon.ts";
import { findRule } from "../../checks/find-rule.ts";
import type { Rule } from "../../checks/rule/check.ts";
import { checkAddon, type CheckReport } from "../../checks/check-addon.ts";
import { HarnessError } from "../../errors.ts";
import { checkText } from "../../reporters/check/check-text.ts";
import { printable } from "../../reporters/text/printable.ts";
import { EXIT } from "../exit-code.ts";
import { openAddonRoot } from "../open-addon-root.ts";
import { paintFor } from "../report/paint-for.ts";
import { oneOf, readOptions } from "../options/read-options.ts";
import { waivedReport } from "../report/waived-report.ts";

export async function check(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions("check", argv, {
    only: { type: "string", multiple: true },
    ignore: { type: "string", multiple: true },
    format: { type: "string" },
    python: { type: "string" },
    also: { type: "string", multiple: true },
    "app-id": { type: "string" },
    fix: { type: "boolean" },
    "dry-run": { type: "boolean" },
  } as const);
  const format = oneOf("--format", values.format, [
    "text",
    "json",
    "sarif",
    "github",
    "junit",
    "markdown",
  ]);
  const [path, more] = positionals;
  if (more !== undefined) {
    throw new HarnessError("CLI_USAGE", `one add-on at a time, not also \`${more}\``, {
      hint: "Call `ar-sim check` once for each.",
    });
  }
  if (values["dry-run"] === true && values.fix !== true) {
    throw new HarnessError("CLI_USAGE", "--dry-run shows what --fix would do", {
      hint: "Write --fix --dry-run.",
    });
  }
  const appId = values["app-id"];
  await using opened = await openAddonRoot(path);
  const { unpackedFrom } = opened;
  const isPackage = unpackedFrom !== undefined;
  if (values.fix === true && isPackage) {
    throw new HarnessError("CLI_USAGE", "--fix changes folders, not packages", {
      hint: "Unpack it, and name the folder.",
    });
  }
  const only = idsOf("--only", values.only);
  const ignore = idsOf("--ignore", values.ignore);
  const ran = (id: string): boolean =>
    (only.length === 0 || only.includes(id)) && !ignore.includes(id);
  const look = async (): Promise<{ addon: Addon; seen: CheckReport }> => {
    const also = values.also ?? [];
    const addon = loadAddon(opened.root, {
      also,
      unpackedFrom,
      ...(appId === undefined ? {} : { appId }),
    });
    const all = checkAddon(addon, { only, ignore, python: values.python, isPackage });
    return { addon, seen: await waivedReport(all, opened.root, { isPackage, ran }) };
  };
  let { addon, seen } = await look();
  if (values.fix === true) {
    const { fixAddon, fixDiff } = await import("../fix-addon.ts");
    if (values["dry-run"] === true) {
      const { diff, refused } = await fixDiff(addon.tree, seen.findings);
      process.stdout.write(diff);
      for (const word of refused) process.stderr.write(`not fixed: ${printable(word)}\n`);
      return exitOf(seen);
    }
    const { changed, refused } = fixAddon(addon.tree, seen.findings);
    for (const file of changed) process.stderr.write(`fixed ${printable(file)}\n`);
    for (const word of refused) process.stderr.write(`not fixed: ${printable(word)}\n`);
    if (changed.length > 0) ({ addon, seen } = await look());
  }
  // The folder that a package was unpacked into is gone by the time one reads of it.
  const report = isPackage ? { ...seen, root: resolve(path ?? "") } : seen;
  if (format === undefined || format === "text") {
    const prefix = isPackage ? addon.tree.shownRoot : "";
    process.stdout.write(checkText(report, paintFor(process.stdout), prefix));
  } else {
    const { checkReporters } = await import("../../reporters/check/check-reporters.ts");
    process.stdout.write(
      checkReporters[format](report, isPackage ? addon.tree.shownRoot : prefixTo(addon.root)),
    );
  }
  return exitOf(report);
}

function exitOf({ findings }: CheckReport): number {
  return findings.some((one) => one.severity === "error") ? EXIT.verdictFailed : EXIT.good;
}

/** From here to the add-on, as machines that read the output stand at the repository's root; nothing for one elsewhere. */
function prefixTo(root: string): string {
  const path = relative(process.cwd(), root).split(sep).join("/");
  return path === "" || path.startsWith("..") || isAbsolute(path) ? "" : `${path}/`;
}

function idsOf(option: string, given: readonly string[] | undefined): string[] {
  const words = (given ?? []).flatMap((text) => text.split(",")).map((text) => text.trim());
  return words.map((word) => findCheck(option, word).id);
}

/** By id or name, or a CLI_USAGE error. */
export function findCheck(option: string, word: string): Rule {
  const found = findRule(word);
  if (found !== undefined) return found;
  throw new HarnessError("CLI_USAGE", `${option}: there is no rule \`${word}\``, {
    hint: "`ar-sim explain` lists all rules.",
  });
}
