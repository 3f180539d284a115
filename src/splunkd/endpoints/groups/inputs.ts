/** Where data come from and where they go: inputs, indexes, outputs. */
import type { Family } from "../../call/family.ts";
import { httpInputs } from "../inputs/http-inputs.ts";
import { indexes } from "../inputs/indexes.ts";
import { inputLists } from "../inputs/input-lists.ts";
import { inputs } from "../inputs/inputs.ts";
import { modularInputs } from "../inputs/modular-inputs.ts";
import { outputs } from "../inputs/outputs.ts";

export const families: readonly Family[] = [
  httpInputs,
  inputs,
  inputLists,
  modularInputs,
  indexes,
  outputs,
];
