/** What an app is made of, as objects: searches, knowledge, inputs, outputs, views. */
import { datamodels } from "./datamodels.ts";
import type { Endpoint } from "../endpoint.ts";
import { esThreatIntel } from "./es-threat-intel.ts";
import { httpInputs } from "./http-inputs.ts";
import { indexes } from "./indexes.ts";
import { inputLists } from "./input-lists.ts";
import { inputs } from "./inputs.ts";
import { knowledge } from "./knowledge.ts";
import { lookupFiles } from "./lookup-files.ts";
import { modularInputs } from "./modular-inputs.ts";
import { outputs } from "./outputs.ts";
import { props } from "./props.ts";
import { savedSearches } from "./saved-searches.ts";
import { transforms } from "./transforms.ts";
import { views } from "./views.ts";

export const objectFamilies: readonly Endpoint[] = [
  ...esThreatIntel,
  ...views,
  ...httpInputs,
  ...inputs,
  ...inputLists,
  ...modularInputs,
  ...indexes,
  ...outputs,
  ...props,
  ...transforms,
  ...lookupFiles,
  ...knowledge,
  ...savedSearches,
  ...datamodels,
];
