/** The calls in the scripts, by the last part of their names. */
import type { PythonCall, PythonFile, PythonReading, PythonValue } from "./python-reading.ts";

export interface SeenCall {
  readonly file: PythonFile;
  readonly call: PythonCall;
  readonly where: { readonly file: string; readonly line: number; readonly column: number };
}

export function* calls(
  { python }: { readonly python: PythonReading },
  ...names: readonly string[]
): Generator<SeenCall> {
  for (const file of python.files) {
    for (const call of file.calls) {
      const last = call.name.slice(call.name.lastIndexOf(".") + 1);
      if (names.length > 0 && !names.includes(last)) continue;
      yield { file, call, where: { file: file.path, line: call.line, column: call.column } };
    }
  }
}

/** An argument by position or keyword. */
export function argument(
  call: PythonCall,
  place: number,
  name: string,
): readonly PythonValue[] | undefined {
  return call.keywords[name] ?? call.args[place];
}

/** The text, if the value can only be this text. */
export function plainText(values: readonly PythonValue[] | undefined): string | undefined {
  const [only, ...more] = values ?? [];
  if (only?.kind !== "text" || more.length > 0 || only.parts.includes(null)) return undefined;
  return only.parts.join("");
}
