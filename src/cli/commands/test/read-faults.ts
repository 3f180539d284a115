/** The faults that `--faults` names: all where it names none. */
import { nearest } from "../../../text/nearest.ts";
import { type Fault, FAULT_NAMES, readFault } from "../../../vendor/faults/fault.ts";
import { usage } from "../../command-line/option.ts";

export function readFaults(given: string, name: string): readonly Fault[] {
  if (given === "") return FAULT_NAMES;
  return [...new Set(given.split(",").map((text) => faultOf(text.trim(), name)))];
}

function faultOf(text: string, name: string): Fault {
  const fault = readFault(text);
  if (fault !== undefined) return fault;
  const known = FAULT_NAMES.map(String);
  const meant = nearest(text, known);
  throw usage(`${name} has no fault \`${text}\``, {
    hint: `${meant === undefined ? "" : `Did you mean \`${meant}\`? `}Faults: ${known.join(", ")}.`,
  });
}
