/** A tool that watches the Python of a run from inside, such as coverage.py. It is no part of what Splunk gives a script. */
export interface Tooling {
  /** More variables, which no report names. */
  readonly env: Readonly<Record<string, string>>;
  /** Variables for the script alone, and not for REST handlers. */
  readonly scriptEnv: Readonly<Record<string, string>>;
  /** Folders that it must be let write to. */
  readonly writable: readonly string[];
  /** Folders that it must see, though a fence hides what is around them. */
  readonly shown: readonly string[];
  /** Ports of this machine that it must reach. */
  readonly ports: readonly number[];
  /** False once a person stops the script, so that no limit of time holds. */
  readonly isTimed: () => boolean;
}

export const NO_TOOLING: Tooling = {
  env: {},
  scriptEnv: {},
  writable: [],
  shown: [],
  ports: [],
  isTimed: () => true,
};
