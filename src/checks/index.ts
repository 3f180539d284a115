/** The rules, in the order of their ids, and the one function that runs them. */
import type { Check, Rule } from "./check.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { linkInside } from "./rules/link-inside.ts";
import { compiledPython } from "./rules/compiled-python.ts";
import { leftBehind } from "./rules/left-behind.ts";
import { appConfFields } from "./rules/app-conf-fields.ts";
import { appIdDiffers } from "./rules/app-id-differs.ts";
import { actionNameDiffers } from "./rules/action-name-differs.ts";
import { bytesToCsv } from "./rules/bytes-to-csv.ts";
import { camDrilldown } from "./rules/cam-drilldown.ts";
import { camHeaderOff } from "./rules/cam-header-off.ts";
import { camInvalid } from "./rules/cam-invalid.ts";
import { camKeys } from "./rules/cam-keys.ts";
import { camNotAdhoc } from "./rules/cam-not-adhoc.ts";
import { camParameterUnknown } from "./rules/cam-parameter-unknown.ts";
import { camUnknownKey } from "./rules/cam-unknown-key.ts";
import { camVocabulary } from "./rules/cam-vocabulary.ts";
import { cimActionsOld } from "./rules/cim-actions-old.ts";
import { commandOdd } from "./rules/command-odd.ts";
import { confBytes } from "./rules/conf-bytes.ts";
import { confIsTemplate } from "./rules/conf-is-template.ts";
import { confLineBroken } from "./rules/conf-line-broken.ts";
import { confOnlyLocal } from "./rules/conf-only-local.ts";
import { eventLost } from "./rules/event-lost.ts";
import { eventtypeCannotMatch } from "./rules/eventtype-cannot-match.ts";
import { eventtypeMissing } from "./rules/eventtype-missing.ts";
import { exceptionMessage } from "./rules/exception-message.ts";
import { executeFlagMissing } from "./rules/execute-flag-missing.ts";
import { exitAlways } from "./rules/exit-always.ts";
import { formBroken } from "./rules/form-broken.ts";
import { formEmpty } from "./rules/form-empty.ts";
import { formForNoAction } from "./rules/form-for-no-action.ts";
import { formInputUnknown } from "./rules/form-input-unknown.ts";
import { importMissing } from "./rules/import-missing.ts";
import { indexUndefined } from "./rules/index-undefined.ts";
import { invokeMissing } from "./rules/invoke-missing.ts";
import { keyTwice } from "./rules/key-twice.ts";
import { logName } from "./rules/log-name.ts";
import { maxtimeShort } from "./rules/maxtime-short.ts";
import { metaMissing } from "./rules/meta-missing.ts";
import { missingKey } from "./rules/missing-key.ts";
import { modeRu } from "./rules/mode-ru.ts";
import { moduleShadows } from "./rules/module-shadows.ts";
import { notExported } from "./rules/not-exported.ts";
import { otherAddon } from "./rules/other-addon.ts";
import { paramNotInSearchSpec } from "./rules/param-not-in-search-spec.ts";
import { paramNotInSpec } from "./rules/param-not-in-spec.ts";
import { paramUndeclared } from "./rules/param-undeclared.ts";
import { paramUnused } from "./rules/param-unused.ts";
import { pathOutside } from "./rules/path-outside.ts";
import { payloadFormat } from "./rules/payload-format.ts";
import { presentation } from "./rules/presentation.ts";
import { privateKeyInside } from "./rules/private-key-inside.ts";
import { programDoubtful } from "./rules/program-doubtful.ts";
import { pythonRequired } from "./rules/python-required.ts";
import { python2Name } from "./rules/python2-name.ts";
import { python2Print } from "./rules/python2-print.ts";
import { python2Syntax } from "./rules/python2-syntax.ts";
import { removedModule } from "./rules/removed-module.ts";
import { requiresPython } from "./rules/requires-python.ts";
import { scriptMissing } from "./rules/script-missing.ts";
import { secretAsParam } from "./rules/secret-as-param.ts";
import { secretLogged } from "./rules/secret-logged.ts";
import { sendalertAllowed } from "./rules/sendalert-allowed.ts";
import { settingUnknown } from "./rules/setting-unknown.ts";
import { specForNoAction } from "./rules/spec-for-no-action.ts";
import { splunklibHost } from "./rules/splunklib-host.ts";
import { stanzaShadows } from "./rules/stanza-shadows.ts";
import { statusMissing } from "./rules/status-missing.ts";
import { storagePasswords } from "./rules/storage-passwords.ts";
import { successAlways } from "./rules/success-always.ts";
import { tagMisplaced } from "./rules/tag-misplaced.ts";
import { tlsUnverified } from "./rules/tls-unverified.ts";
import { undefinedName } from "./rules/undefined-name.ts";
import { validationRule } from "./rules/validation-rule.ts";
import { versionDiffers } from "./rules/version-differs.ts";
import { writeForEveryone } from "./rules/write-for-everyone.ts";
import { writeeventsInLoop } from "./rules/writeevents-in-loop.ts";
import { writeeventsMissing } from "./rules/writeevents-missing.ts";
import { waiverRules } from "./waiver-rules.ts";

export type { Rule } from "./check.ts";

export const checks: readonly Check[] = [
  scriptMissing,
  programDoubtful,
  executeFlagMissing,
  pathOutside,
  commandOdd,
  payloadFormat,
  presentation,
  maxtimeShort,
  settingUnknown,
  confIsTemplate,
  confOnlyLocal,
  confLineBroken,
  confBytes,
  keyTwice,
  actionNameDiffers,
  camInvalid,
  camKeys,
  camUnknownKey,
  camDrilldown,
  camNotAdhoc,
  camVocabulary,
  camParameterUnknown,
  paramUndeclared,
  paramUnused,
  paramNotInSpec,
  formInputUnknown,
  formForNoAction,
  specForNoAction,
  formEmpty,
  validationRule,
  secretAsParam,
  eventtypeMissing,
  tagMisplaced,
  eventtypeCannotMatch,
  writeeventsMissing,
  writeeventsInLoop,
  camHeaderOff,
  indexUndefined,
  logName,
  invokeMissing,
  statusMissing,
  metaMissing,
  notExported,
  writeForEveryone,
  storagePasswords,
  python2Syntax,
  python2Print,
  python2Name,
  bytesToCsv,
  removedModule,
  modeRu,
  importMissing,
  requiresPython,
  pythonRequired,
  moduleShadows,
  splunklibHost,
  tlsUnverified,
  cimActionsOld,
  undefinedName,
  missingKey,
  exitAlways,
  exceptionMessage,
  otherAddon,
  formBroken,
  stanzaShadows,
  paramNotInSearchSpec,
  sendalertAllowed,
  secretLogged,
  eventLost,
  successAlways,
  versionDiffers,
  privateKeyInside,
  linkInside,
  compiledPython,
  leftBehind,
  appConfFields,
  appIdDiffers,
];

/** All that a finding can be of, those on waivers among them. */
export const rules: readonly Rule[] = [...checks, ...waiverRules];

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
        // The folder that a package was unpacked into is gone by the time one reads of it.
        message: seen.message.replaceAll(`${facts.addon.root}/`, ""),
        where: { ...seen.where, file: pathInside(facts.addon.root, seen.where.file) },
      })),
    )
    .filter(({ where }) => !isBeside(facts, where.file))
    .sort(byPlace);
}

/** What is wrong with an add-on beside this one is said when that one is checked. */
function isBeside({ addon }: Facts, file: string): boolean {
  return addon.also.some(({ root }) => root !== addon.root && file.startsWith(`${root}/`));
}

function pathInside(root: string, file: string): string {
  return file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
}

function byPlace(a: Finding, b: Finding): number {
  if (a.where.file !== b.where.file) return a.where.file < b.where.file ? -1 : 1;
  return (a.where.line ?? 0) - (b.where.line ?? 0);
}
