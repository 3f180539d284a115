/** The rules, in the order of their ids, and the one function that runs them. */
import type { Check, Rule } from "./rule/check.ts";
import { pathInside } from "../addon/tree.ts";
import type { Facts } from "./facts/facts.ts";
import type { Finding } from "./rule/finding.ts";
import { linkInside } from "./rules/package/link-inside.ts";
import { compiledPython } from "./rules/package/compiled-python.ts";
import { sourceNotBuilt } from "./rules/package/source-not-built.ts";
import { leftBehind } from "./rules/package/left-behind.ts";
import { appConfFields } from "./rules/conf/app-conf-fields.ts";
import { appIdDiffers } from "./rules/conf/app-id-differs.ts";
import { actionNameDiffers } from "./rules/cam/action-name-differs.ts";
import { bytesToCsv } from "./rules/python/bytes-to-csv.ts";
import { camDrilldown } from "./rules/cam/cam-drilldown.ts";
import { camHeaderOff } from "./rules/results/cam-header-off.ts";
import { camInvalid } from "./rules/cam/cam-invalid.ts";
import { camKeys } from "./rules/cam/cam-keys.ts";
import { camNotAdhoc } from "./rules/cam/cam-not-adhoc.ts";
import { camParameterUnknown } from "./rules/cam/cam-parameter-unknown.ts";
import { camUnknownKey } from "./rules/cam/cam-unknown-key.ts";
import { camVocabulary } from "./rules/cam/cam-vocabulary.ts";
import { cimActionsOld } from "./rules/python/cim-actions-old.ts";
import { commandOdd } from "./rules/program/command-odd.ts";
import { confBytes } from "./rules/conf/conf-bytes.ts";
import { confIsTemplate } from "./rules/conf/conf-is-template.ts";
import { confLineBroken } from "./rules/conf/conf-line-broken.ts";
import { confOnlyLocal } from "./rules/conf/conf-only-local.ts";
import { eventLost } from "./rules/results/event-lost.ts";
import { eventtypeCannotMatch } from "./rules/results/eventtype-cannot-match.ts";
import { eventtypeMissing } from "./rules/results/eventtype-missing.ts";
import { exceptionMessage } from "./rules/python/exception-message.ts";
import { executeFlagMissing } from "./rules/program/execute-flag-missing.ts";
import { exitAlways } from "./rules/results/exit-always.ts";
import { formBroken } from "./rules/params/form-broken.ts";
import { formEmpty } from "./rules/params/form-empty.ts";
import { formForNoAction } from "./rules/params/form-for-no-action.ts";
import { formInputUnknown } from "./rules/params/form-input-unknown.ts";
import { importMissing } from "./rules/python/import-missing.ts";
import { indexUndefined } from "./rules/results/index-undefined.ts";
import { invokeMissing } from "./rules/results/invoke-missing.ts";
import { keyTwice } from "./rules/conf/key-twice.ts";
import { logName } from "./rules/results/log-name.ts";
import { maxtimeShort } from "./rules/program/maxtime-short.ts";
import { metaMissing } from "./rules/access/meta-missing.ts";
import { missingKey } from "./rules/python/missing-key.ts";
import { modeRu } from "./rules/python/mode-ru.ts";
import { moduleShadows } from "./rules/python/module-shadows.ts";
import { notExported } from "./rules/access/not-exported.ts";
import { otherAddon } from "./rules/access/other-addon.ts";
import { paramNotInSearchSpec } from "./rules/params/param-not-in-search-spec.ts";
import { paramNotInSpec } from "./rules/params/param-not-in-spec.ts";
import { paramUndeclared } from "./rules/params/param-undeclared.ts";
import { paramUnused } from "./rules/params/param-unused.ts";
import { pathOutside } from "./rules/program/path-outside.ts";
import { payloadFormat } from "./rules/program/payload-format.ts";
import { presentation } from "./rules/program/presentation.ts";
import { privateKeyInside } from "./rules/package/private-key-inside.ts";
import { programDoubtful } from "./rules/program/program-doubtful.ts";
import { pythonRequired } from "./rules/python/python-required.ts";
import { python2Name } from "./rules/python/python2-name.ts";
import { python2Print } from "./rules/python/python2-print.ts";
import { python2Syntax } from "./rules/python/python2-syntax.ts";
import { removedModule } from "./rules/python/removed-module.ts";
import { requiresPython } from "./rules/python/requires-python.ts";
import { scriptMissing } from "./rules/program/script-missing.ts";
import { secretAsParam } from "./rules/params/secret-as-param.ts";
import { secretLogged } from "./rules/access/secret-logged.ts";
import { sendalertAllowed } from "./rules/access/sendalert-allowed.ts";
import { settingUnknown } from "./rules/conf/setting-unknown.ts";
import { specForNoAction } from "./rules/params/spec-for-no-action.ts";
import { splunklibHost } from "./rules/access/splunklib-host.ts";
import { stanzaShadows } from "./rules/conf/stanza-shadows.ts";
import { statusMissing } from "./rules/results/status-missing.ts";
import { storagePasswords } from "./rules/access/storage-passwords.ts";
import { successAlways } from "./rules/results/success-always.ts";
import { tagMisplaced } from "./rules/results/tag-misplaced.ts";
import { tlsUnverified } from "./rules/access/tls-unverified.ts";
import { undefinedName } from "./rules/python/undefined-name.ts";
import { validationRule } from "./rules/params/validation-rule.ts";
import { versionDiffers } from "./rules/conf/version-differs.ts";
import { writeForEveryone } from "./rules/access/write-for-everyone.ts";
import { writeeventsInLoop } from "./rules/results/writeevents-in-loop.ts";
import { writeeventsMissing } from "./rules/results/writeevents-missing.ts";
import { waiverRules } from "./rule/waiver-rules.ts";

export type { Rule } from "./rule/check.ts";

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
  sourceNotBuilt,
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
        message: seen.message.replaceAll(facts.addon.tree.shownRoot, ""),
        where: { ...seen.where, file: pathInside(facts.addon.tree, seen.where.file) },
      })),
    )
    .filter(({ where }) => !isBeside(facts, where.file))
    .sort(byPlace);
}

/** What is wrong with an add-on beside this one is said when that one is checked. */
function isBeside({ addon }: Facts, file: string): boolean {
  return addon.also.some(({ root }) => root !== addon.root && file.startsWith(`${root}/`));
}

function byPlace(a: Finding, b: Finding): number {
  if (a.where.file !== b.where.file) return a.where.file < b.where.file ? -1 : 1;
  return (a.where.line ?? 0) - (b.where.line ?? 0);
}
