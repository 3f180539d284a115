/** For which targets a finding holds. Rules build a scope; targets/judge.ts compares it with the targets of a check. */
import type { AlertAction } from "../../addon/addon.ts";
import { SPLUNK_RELEASES, type SplunkRelease } from "../../platforms/splunk-releases.ts";
import { TARGETS, type Target } from "../../platforms/targets.ts";
import type { Severity } from "../rule/finding.ts";

export interface Scope {
  /** Names of the targets for which it holds, out of all. */
  readonly targets: readonly string[];
  /** `Python 3.12`, `Splunk 10.2` */
  readonly since: string;
  /** Whether it counts in a check that names no target. */
  readonly countsAlways: boolean;
  /** Whether it is about older targets only, so that it is never for later. */
  readonly isOlder?: boolean | undefined;
  /** Its severity where a target is named, if it is another one. */
  readonly severity?: Severity | undefined;
}

/** A difference between Pythons: what left with `since`, or, when `isNewer`, came with it. */
export interface PythonChange {
  readonly since: string;
  readonly isNewer: boolean;
}

/** The scope of code that the actions reach. */
export function pythonScope(actions: readonly AlertAction[], change: PythonChange): Scope {
  const fails = (version: string): boolean =>
    change.isNewer
      ? compareVersions(version, change.since) < 0
      : compareVersions(version, change.since) >= 0;
  return {
    targets: TARGETS.filter((target) =>
      pythonsOf(target, actions).some((version) => fails(version)),
    ).map(({ name }) => name),
    since: change.isNewer
      ? `before Python ${change.since}`
      : `since Python ${change.since === "3.0" ? "3" : change.since}`,
    countsAlways: declaredPythons(actions).some((version) => fails(version)),
    isOlder: change.isNewer,
  };
}

/** The scope of what Splunk releases ask for, from one on. Splunk Cloud runs the newest. */
export function releaseScope(from: string, countsAlways = false): Scope {
  const first = SPLUNK_RELEASES.findIndex(({ version }) => version === from);
  const holds = new Set(SPLUNK_RELEASES.slice(first));
  return {
    targets: TARGETS.filter(({ release }) => release !== undefined && holds.has(release)).map(
      ({ name }) => name,
    ),
    since: `since Splunk ${from}`,
    countsAlways,
  };
}

/** The scope of what only some targets look at. It counts where one of them is named. */
export function targetScope(targets: readonly string[], since: string): Scope {
  return { targets, since, countsAlways: false };
}

/** The Pythons that may run the actions on a target. A host runs on a Splunk that its name does not tell: at least 3.7. */
function pythonsOf(target: Target, actions: readonly AlertAction[]): readonly string[] {
  if (target.kind === "host") return ["3.7"];
  const { release } = target;
  if (release === undefined) return target.pythons;
  const asked =
    actions.length === 0 ? [""] : actions.map((action) => setting(action, "python.required"));
  return [...new Set(asked.map((required) => pythonThere(release, required)))];
}

/** Which Python a release chooses: the highest listed one that it has, or the one that it forces. */
function pythonThere(release: SplunkRelease, required: string): string {
  if (release.requiredValues === undefined) return release.forced;
  const listed = minorsIn(required, release.latest).filter((version) =>
    release.pythons.includes(version),
  );
  return listed.sort(compareVersions).at(-1) ?? release.forced;
}

/** What a check without targets goes by: python.required, else python.version, else the Python of Splunk 9.3 and later. */
function declaredPythons(actions: readonly AlertAction[]): readonly string[] {
  const required = actions.flatMap((action) =>
    minorsIn(setting(action, "python.required"), "3.13"),
  );
  if (required.length > 0) return [...new Set(required)];
  const versions = actions.flatMap(
    (action) => /^python(3\.\d+)$/.exec(setting(action, "python.version"))?.[1] ?? [],
  );
  return versions.length > 0 ? [...new Set(versions)] : ["3.9"];
}

function minorsIn(required: string, latest: string | undefined): string[] {
  return required
    .split(",")
    .map((word) => word.trim())
    .flatMap((word) => {
      if (word === "latest") return latest ?? [];
      return /^3\.\d+$/.test(word) ? word : [];
    });
}

function setting(action: AlertAction, key: string): string {
  return action.stanza.settings.get(key)?.value.trim() ?? "";
}

/** `3.9` is before `3.13`. */
export function compareVersions(a: string, b: string): number {
  const [first, second] = [a, b].map((text) => text.split(".").map(Number));
  return (first?.[0] ?? 0) - (second?.[0] ?? 0) || (first?.[1] ?? 0) - (second?.[1] ?? 0);
}
