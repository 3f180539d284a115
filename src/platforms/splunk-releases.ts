/**
 * The Splunk releases by version: what each ships, and which Python it runs. `--splunk-version` and `--target` choose
 * from this one table. Oldest first. Grounds: the .conf and .conf.spec files of each release, and «Changes to Splunk
 * Enterprise with Python 3», «Deprecated and removed in version …» of its manuals. What no public page says is left out.
 */

/** A row of the table. Versions of Python are minor ones: `3.9`. */
export interface SplunkRelease {
  /** `10.0` */
  readonly version: string;
  /** The point release to claim: `10.0.2`. */
  readonly point: string;
  /** Undefined when it is not known. */
  readonly build: string | undefined;
  /** The Pythons in the package, oldest first. */
  readonly pythons: readonly string[];
  /** The Python that `force_python3`, as shipped, runs whatever the stanza says. */
  readonly forced: string;
  /** The Python that `latest` means. Undefined where the value is not known. */
  readonly latest: string | undefined;
  /** The values that `python.version` may have in a stanza. */
  readonly versionValues: readonly string[];
  /** The values that `python.required` may list. Undefined where the setting does not exist. */
  readonly requiredValues: readonly string[] | undefined;
  /** Whether its spec files are known. Where they are not, its values are those of the release before. */
  readonly isSpecKnown: boolean;
}

const OLD_VALUES = ["default", "python", "python2", "python3"];
const NEW_VALUES = [...OLD_VALUES, "python3.7", "python3.9", "latest"];
const REQUIRED_VALUES = ["3.9", "3.13", "latest"];

type Shipped = Pick<
  SplunkRelease,
  "pythons" | "forced" | "latest" | "versionValues" | "requiredValues" | "isSpecKnown"
>;

const WITH_37: Shipped = {
  pythons: ["3.7"],
  forced: "3.7",
  latest: undefined,
  versionValues: OLD_VALUES,
  requiredValues: undefined,
  isSpecKnown: true,
};
/** 3.7 stays in the package, and no stanza can ask for it while `force_python3` holds. */
const WITH_39: Shipped = {
  ...WITH_37,
  pythons: ["3.7", "3.9"],
  forced: "3.9",
  latest: "3.9",
  versionValues: NEW_VALUES,
};
const WITH_313: Shipped = {
  pythons: ["3.9", "3.13"],
  forced: "3.9",
  latest: "3.13",
  versionValues: NEW_VALUES,
  requiredValues: REQUIRED_VALUES,
  isSpecKnown: true,
};

export const SPLUNK_RELEASES: readonly SplunkRelease[] = [
  { version: "9.0", point: "9.0.5", build: "e9494146ae5c", ...WITH_37 },
  { version: "9.1", point: "9.1.3", build: undefined, ...WITH_37 },
  { version: "9.2", point: "9.2.2", build: "d76edf6f0a15", ...WITH_37 },
  { version: "9.3", point: "9.3.2", build: "d8bb32809498", ...WITH_39 },
  { version: "9.4", point: "9.4.3", build: "237ebbd22314", ...WITH_39 },
  { version: "10.0", point: "10.0.2", build: "e2d18b4767e9", ...WITH_39, pythons: ["3.9"] },
  { version: "10.2", point: "10.2.3", build: "4d61cf8a5c0c", ...WITH_313 },
  // A public container test of 10.4.4 printed both interpreters. Its spec files are not public.
  {
    version: "10.4",
    point: "10.4.3",
    build: "4174a2deda5d",
    ...WITH_313,
    isSpecKnown: false,
  },
];

/** The release of a version such as `10.0`. Undefined when the table has none. */
export function splunkRelease(version: string): SplunkRelease | undefined {
  return SPLUNK_RELEASES.find((release) => release.version === version);
}
