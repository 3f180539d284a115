/** What reader/read_scripts.py finds in the scripts with Python's own `ast`. Lines and columns are 1-based. */
import type { ActionProgram } from "../action-programs.ts";

/**
 * A value that an expression may have: a text whose null parts are unknown, a parameter of the action, a number,
 * a boolean, None, or something unknown.
 */
export type PythonValue =
  | { readonly kind: "text"; readonly parts: readonly (string | null)[] }
  | { readonly kind: "param"; readonly name: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "none" | "unknown" | "configuration" | "payload" | "gzip-bytes" };

export interface PythonPlace {
  readonly line: number;
  readonly column: number;
}

export interface PythonImport extends PythonPlace {
  /** `a.b`; empty for `from . import x`. */
  readonly module: string;
  readonly names: readonly string[];
  /** Number of leading dots. */
  readonly level: number;
  /** Whether it is in the standard library of the Python that reads. */
  readonly isStandard: boolean;
  /** Whether it is inside try/except or a version check. */
  readonly isGuarded: boolean;
}

export interface PythonCall extends PythonPlace {
  /** As it is written, without arguments: `helper.writeevents`. */
  readonly name: string;
  readonly args: readonly (readonly PythonValue[])[];
  readonly keywords: Readonly<Record<string, readonly PythonValue[]>>;
  /** Whether it is in a loop of its function. */
  readonly isInLoop: boolean;
  /** Whether it creates a ModularAction of cim_actions or of a subclass. */
  readonly isAction: boolean;
  /** Whether it passes `*args` or `**keywords`. */
  readonly hasMore: boolean;
  /** Whether it parses stdin as JSON, by itself or by a ModularAction, which does so. */
  readonly readsPayload: boolean;
  /** The name of the function around it, empty at the top level. */
  readonly within: string;
}

/** A parameter of the action that the script reads. */
export interface ParameterRead extends PythonPlace {
  readonly name: string;
  /** `configuration["x"]`: without the parameter it raises a KeyError. */
  readonly isRequired: boolean;
}

/** What a script asks splunkd for, or a field of a row that it uses. */
export interface PythonAsk extends PythonPlace {
  /**
   * The last part of a call's name, such as `get_global_setting`; `path` for a call with the path of an endpoint;
   * `realm` and `username` for what those of a credential are compared with; `field` for a field of a row.
   */
  readonly what: string;
  readonly args: PythonCall["args"];
  readonly keywords: PythonCall["keywords"];
}

/** A problem that the reader found. */
export interface PythonTrouble extends PythonPlace {
  readonly kind:
    | "syntax" // only Python 2 parses it
    | "broken" // no Python parses it
    | "print-chevron"
    | "py2-method"
    | "py2-name"
    | "undefined-name"
    | "exception-message"
    | "gzip-csv"
    | "missing-key"
    | "exit-always"
    | "secret-logged"
    | "event-lost"
    | "success-always"
    | "sendalert";
  /** The name, method or construct. */
  readonly what: string;
  readonly detail: string;
  readonly isGuarded: boolean;
}

/** Something that not every Python has: it left with `since`, or, when `isNewer`, came with it. */
export interface PythonDifference extends PythonPlace {
  readonly kind: "import" | "name" | "method" | "argument" | "builtin" | "behaviour";
  /** `ssl.wrap_socket`, `json.loads(encoding=)` */
  readonly what: string;
  /** `3.12` */
  readonly since: string;
  readonly isNewer: boolean;
  /** The expression whose type is not known. Empty when it is known. */
  readonly type: string;
  /** What happens, as words to follow: `an AttributeError`. */
  readonly effect: string;
  readonly isGuarded: boolean;
}

/** A file that another Python than the one that read it cannot parse. */
export interface SyntaxFault extends PythonPlace {
  readonly path: string;
  /** `3.9` */
  readonly version: string;
  readonly message: string;
}

export interface PythonFile {
  readonly path: string;
  /** Actions whose script imports the file, directly or not. */
  readonly actions: readonly string[];
  readonly imports: readonly PythonImport[];
  readonly calls: readonly PythonCall[];
  readonly reads: readonly ParameterRead[];
  readonly troubles: readonly PythonTrouble[];
  readonly differences: readonly PythonDifference[];
  /** Empty where nobody asked for them. */
  readonly asks: readonly PythonAsk[];
  /** Whether the whole configuration is passed on, so that any parameter may be read. */
  readonly escapes: boolean;
}

/** The actions of an add-on, and the Python that they reach. */
export interface ReadActions {
  readonly programs: readonly ActionProgram[];
  readonly python: PythonReading;
}

export interface PythonReading {
  readonly files: readonly PythonFile[];
  /** The version of the interpreter that read them. Undefined when there is none. */
  readonly version: string | undefined;
  /** By the other Pythons that the actions declare or the targets have, as far as they are on this machine. */
  readonly syntaxFaults: readonly SyntaxFault[];
  /** Modules of the add-on, including vendored ones: top-level names → paths. */
  readonly modules: ReadonlyMap<string, readonly string[]>;
}
