/** The rules, in the order of their ids, and the one function that runs them. */
import type { Check } from "./check.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { actionNameDiffers } from "./rules/action-name-differs.ts";
import { bytesToCsv } from "./rules/bytes-to-csv.ts";
import { camHeaderOff } from "./rules/cam-header-off.ts";
import { camInvalid } from "./rules/cam-invalid.ts";
import { eventtypeCannotMatch } from "./rules/eventtype-cannot-match.ts";
import { eventtypeMissing } from "./rules/eventtype-missing.ts";
import { exceptionMessage } from "./rules/exception-message.ts";
import { exitAlways } from "./rules/exit-always.ts";
import { importMissing } from "./rules/import-missing.ts";
import { indexUndefined } from "./rules/index-undefined.ts";
import { invokeMissing } from "./rules/invoke-missing.ts";
import { missingKey } from "./rules/missing-key.ts";
import { otherAddon } from "./rules/other-addon.ts";
import { python2Name } from "./rules/python2-name.ts";
import { python2Print } from "./rules/python2-print.ts";
import { python2Syntax } from "./rules/python2-syntax.ts";
import { removedModule } from "./rules/removed-module.ts";
import { scriptMissing } from "./rules/script-missing.ts";
import { tagMisplaced } from "./rules/tag-misplaced.ts";
import { undefinedName } from "./rules/undefined-name.ts";
import { writeeventsInLoop } from "./rules/writeevents-in-loop.ts";
import { writeeventsMissing } from "./rules/writeevents-missing.ts";

export const checks: readonly Check[] = [
  scriptMissing,
  actionNameDiffers,
  camInvalid,
  eventtypeMissing,
  tagMisplaced,
  eventtypeCannotMatch,
  writeeventsMissing,
  writeeventsInLoop,
  camHeaderOff,
  indexUndefined,
  invokeMissing,
  python2Syntax,
  python2Print,
  python2Name,
  bytesToCsv,
  removedModule,
  importMissing,
  undefinedName,
  missingKey,
  exitAlways,
  exceptionMessage,
  otherAddon,
];

export interface CheckOptions {
  /** Ids or names of the only rules to run. */
  readonly only?: readonly string[];
  readonly ignore?: readonly string[];
}

/** Findings by file and line. */
export function runChecks(facts: Facts, options: CheckOptions = {}): Finding[] {
  const { only = [], ignore = [] } = options;
  const isMeant = ({ id, name }: Check, list: readonly string[]): boolean =>
    list.includes(id) || list.includes(name);
  return checks
    .filter((check) => only.length === 0 || isMeant(check, only))
    .filter((check) => !isMeant(check, ignore))
    .flatMap((check) =>
      [...check.run(facts)].map((seen): Finding => ({
        id: check.id,
        name: check.name,
        severity: check.severity,
        ...seen,
        where: { ...seen.where, file: pathInside(facts.addon.root, seen.where.file) },
      })),
    )
    .sort(byPlace);
}

function pathInside(root: string, file: string): string {
  return file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
}

function byPlace(a: Finding, b: Finding): number {
  if (a.where.file !== b.where.file) return a.where.file < b.where.file ? -1 : 1;
  return (a.where.line ?? 0) - (b.where.line ?? 0);
}
