/** `ar-sim check [PATH]`: what is wrong with the add-on, without running it. */
import { isAbsolute, relative, resolve, sep } from "node:path";
import { loadAddon } from "../../addon/load-addon.ts";
import { checks } from "../../checks/index.ts";
import { checkAddon } from "../../checks/check-addon.ts";
import { HarnessError } from "../../errors.ts";
import { checkText } from "../../reporters/check-text.ts";
import { EXIT } from "../exit-code.ts";
import { openAddonRoot } from "../open-addon-root.ts";
import { paintFor } from "../paint-for.ts";
import { oneOf, readOptions } from "../read-options.ts";

export async function check(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions("check", argv, {
    only: { type: "string", multiple: true },
    ignore: { type: "string", multiple: true },
    format: { type: "string" },
    python: { type: "string" },
    "app-id": { type: "string" },
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
  const appId = values["app-id"];
  await using opened = await openAddonRoot(path);
  const addon = loadAddon(opened.root, appId === undefined ? {} : { appId });
  const seen = checkAddon(addon, {
    only: idsOf("--only", values.only),
    ignore: idsOf("--ignore", values.ignore),
    python: values.python,
  });
  // The folder that a package was unpacked into is gone by the time one reads of it.
  const report = opened.isUnpacked ? { ...seen, root: resolve(path ?? "") } : seen;
  if (format === undefined || format === "text") {
    process.stdout.write(checkText(report, paintFor(process.stdout)));
  } else {
    const { checkReporters } = await import("../../reporters/check-reporters.ts");
    process.stdout.write(checkReporters[format](report, prefixTo(addon.root)));
  }
  return report.findings.some((one) => one.severity === "error") ? EXIT.verdictFailed : EXIT.good;
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
export function findCheck(option: string, word: string): (typeof checks)[number] {
  const wanted = word.toLowerCase();
  const found = checks.find((one) => one.id.toLowerCase() === wanted || one.name === wanted);
  if (found !== undefined) return found;
  throw new HarnessError("CLI_USAGE", `${option}: there is no rule \`${word}\``, {
    hint: "`ar-sim explain` lists all rules.",
  });
}
