/**
 * What an add-on may be written for: a Splunk release, Splunk Cloud, a product whose pages show the form of an action,
 * or a Python alone. Names: 9.0, 9.1 … 10.4 (every row of splunk-releases.ts), cloud, es7, es8, itsi5, py3.6 … py3.14.
 */
import { SPLUNK_RELEASES, type SplunkRelease } from "./splunk-releases.ts";

export type TargetKind = "splunk" | "cloud" | "host" | "python";

export interface Target {
  /** As it is written: `10.0`, `cloud`, `es8`, `py3.13`. */
  readonly name: string;
  /** `Splunk 10.0`, `Python 3.13` */
  readonly label: string;
  readonly kind: TargetKind;
  /** Set for a Splunk release, and for Splunk Cloud, which runs the newest one. */
  readonly release: SplunkRelease | undefined;
  /** The Pythons that may run an action there, oldest first. Empty for a host: it runs the Python of its Splunk. */
  readonly pythons: readonly string[];
}

/** Products with a page of their own for the form of an action. Splunk Web is in every Splunk. */
const HOSTS: Readonly<Record<string, string>> = {
  es7: "Enterprise Security 7",
  es8: "Enterprise Security 8",
  itsi5: "ITSI 5",
};

/** Minor versions of Python 3 whose differences are known. */
const PYTHON_MINORS = [6, 7, 8, 9, 10, 11, 12, 13, 14];

/**
 * Splunk Cloud gets each release first: 10.4.2604 and 10.5.2605 were out in 2026. Python 3.9 is deprecated there from
 * 10.4.2604 on, and still installed. Ground: «Splunk Cloud Platform release notes».
 */
function cloud(): Target {
  const release = SPLUNK_RELEASES.at(-1);
  return {
    name: "cloud",
    label: "Splunk Cloud",
    kind: "cloud",
    release,
    pythons: release?.pythons ?? [],
  };
}

export const TARGETS: readonly Target[] = [
  ...SPLUNK_RELEASES.map((release): Target => ({
    name: release.version,
    label: `Splunk ${release.version}`,
    kind: "splunk",
    release,
    pythons: runsActions(release),
  })),
  cloud(),
  ...Object.entries(HOSTS).map(([name, label]): Target => ({
    name,
    label,
    kind: "host",
    release: undefined,
    pythons: [],
  })),
  ...PYTHON_MINORS.map((minor): Target => ({
    name: `py3.${minor}`,
    label: `Python 3.${minor}`,
    kind: "python",
    release: undefined,
    pythons: [`3.${minor}`],
  })),
];

/** The target of a name, in any case. Undefined when there is none. */
export function targetOf(name: string): Target | undefined {
  const wanted = name.trim().toLowerCase();
  return TARGETS.find((target) => target.name === wanted);
}

/** With `force_python3`, as shipped, one Python runs everything, until `python.required` chooses another. */
function runsActions({ forced, pythons, requiredValues }: SplunkRelease): readonly string[] {
  if (requiredValues === undefined) return [forced];
  return pythons.filter((version) => requiredValues.includes(version));
}
