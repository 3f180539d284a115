/**
 * What a release does otherwise than others, beside its Pythons. A run, its stand-in, and its searches read one profile.
 * Ground: the .conf, .conf.spec and messages.conf files of each release; the REST API Reference; «Upgrade the KV store
 * server version». What they do not tell is the same in all.
 */
import { HarnessError, type Problem } from "../errors.ts";
import { SPLUNK_RELEASES, type SplunkRelease } from "./splunk-releases.ts";

export interface SplunkProfile extends SplunkRelease {
  /** server.conf `[general] python.version`, as shipped. */
  readonly systemPython: string;
  /** Guess: the environment of splunkd's children has the defaults of splunk-launch.conf. */
  readonly environment: Readonly<Record<string, string>>;
  /** `[tokens_auth] disabled`. */
  readonly areTokensOff: boolean;
  /** restmap.conf `[global] v1APIBlockGETSearchLaunch`: whether GET of search v1 starts no search. */
  readonly blocksV1Get: boolean;
  /** limits.conf `[kvstore] max_documents_per_batch_save`. */
  readonly documentsPerBatch: number;
  /** Version of the server of the KV store. */
  readonly kvServer: string;
}

/** The newest whose spec files are known. */
export const DEFAULT_SPLUNK: string = newestKnown();

/** Names for `--splunk-version`, oldest first. */
export const SPLUNK_VERSIONS: readonly string[] = SPLUNK_RELEASES.map(({ version }) => version);

/** Whether this release is that one or newer. */
export function isFrom({ version }: Pick<SplunkRelease, "version">, first: string): boolean {
  return SPLUNK_VERSIONS.indexOf(version) >= SPLUNK_VERSIONS.indexOf(first);
}

/**
 * The profile of a version such as `10.0`.
 *
 * @throws HarnessError SPLUNK_UNKNOWN_VERSION
 */
export function splunkProfile(version: string = DEFAULT_SPLUNK): SplunkProfile {
  const release = SPLUNK_RELEASES.find((release) => release.version === version);
  if (release === undefined)
    throw new HarnessError("SPLUNK_UNKNOWN_VERSION", `there is no Splunk \`${version}\``, {
      hint: `ar-sim knows ${SPLUNK_VERSIONS.join(", ")}.`,
    });
  const from = (first: string): boolean => isFrom(release, first);
  return {
    ...release,
    systemPython: "force_python3",
    // Ground: splunk-launch.conf.spec: PYTHONUTF8 with default 1 from 9.1 on, PYTHONHTTPSVERIFY with default 0 in all.
    environment: from("9.1") ? { PYTHONUTF8: "1" } : {},
    areTokensOff: !from("9.2"),
    blocksV1Get: from("10.0"),
    documentsPerBatch: from("9.1") && !from("9.3") ? 50_000 : 1_000,
    kvServer: kvServerOf(from),
  };
}

/** A note where the spec files of the release are not public. */
export function checkKnown({ version, isSpecKnown }: SplunkRelease): Problem[] {
  if (isSpecKnown) return [];
  return [
    {
      code: "SPLUNK_ASSUMED_VERSION",
      message: `the spec files of Splunk ${version} are not public: what it ships is taken from ${DEFAULT_SPLUNK}`,
      hint: `Use --splunk-version ${DEFAULT_SPLUNK} for what is known.`,
    },
  ];
}

/**
 * A release upgrades its server one minute after the first start. Ground: «Upgrade the KV store server version» for 9.4
 * and newer. Guess: 4.2 before.
 */
function kvServerOf(from: (first: string) => boolean): string {
  if (from("10.2")) return "8.0";
  return from("9.4") ? "7.0" : "4.2";
}

function newestKnown(): string {
  return SPLUNK_RELEASES.findLast(({ isSpecKnown }) => isSpecKnown)?.version ?? "";
}
