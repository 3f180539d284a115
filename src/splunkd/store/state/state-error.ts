/** Why the file of --persist cannot be gone on with. */
import { HarnessError } from "../../../errors.ts";

export function stateError(
  file: string,
  what: string,
  hint: string,
  cause?: unknown,
): HarnessError {
  return new HarnessError("SPLUNKD_BAD_STATE", `the file of --persist ${what}`, {
    hint,
    where: { file },
    cause,
  });
}
