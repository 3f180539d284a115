/** What Python's own `ast` says of the scripts, as reader/read_scripts.py tells it. All lines and columns are 1-based. */
import type { ActionProgram } from "../action-programs.ts";

/**
 * One thing that an expression may be: text whose `undefined` parts are not known, a parameter of the action, a number,
 * a truth value, None, or unknown.
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
  /** Dots in front. */
  readonly level: number;
  /** Of the standard library of the Python that reads. */
  readonly isStandard: boolean;
  /** Within try/except, or below a test of the version. */
  readonly isGuarded: boolean;
}

export interface PythonCall extends PythonPlace {
  /** As it is written, without what is in brackets: `helper.writeevents`. */
  readonly name: string;
  readonly args: readonly (readonly PythonValue[])[];
  readonly keywords: Readonly<Record<string, readonly PythonValue[]>>;
  /** Whether it stands in a loop of its own function. */
  readonly isInLoop: boolean;
  /** Makes a ModularAction of cim_actions, or an object of a class that is one. */
  readonly isAction: boolean;
  /** `*args` or `**keywords` are handed on. */
  readonly hasMore: boolean;
  /** Parses stdin as JSON. */
  readonly readsPayload: boolean;
  /** The function it stands in, empty at the top. */
  readonly within: string;
}

/** A parameter of the action that the script reads. */
export interface ParameterRead extends PythonPlace {
  readonly name: string;
  /** `configuration["x"]`: without the parameter it ends in a KeyError. */
  readonly isRequired: boolean;
}

/** Something that a Python of today does not take. */
export interface PythonTrouble extends PythonPlace {
  readonly kind:
    | "syntax" // only Python 2 reads it
    | "broken" // no Python reads it
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

export interface PythonFile {
  readonly path: string;
  /** Actions whose script reaches the file. */
  readonly actions: readonly string[];
  readonly imports: readonly PythonImport[];
  readonly calls: readonly PythonCall[];
  readonly reads: readonly ParameterRead[];
  readonly troubles: readonly PythonTrouble[];
  /** All parameters may be read: the configuration is handed on whole. */
  readonly escapes: boolean;
}

/** The actions of an add-on, and the Python that they reach. */
export interface ReadActions {
  readonly programs: readonly ActionProgram[];
  readonly python: PythonReading;
}

export interface PythonReading {
  readonly files: readonly PythonFile[];
  /** Of the interpreter that read them, undefined when there is none. */
  readonly version: string | undefined;
  /** Modules of the add-on itself, vendored ones included: top names → where. */
  readonly modules: ReadonlyMap<string, readonly string[]>;
}
