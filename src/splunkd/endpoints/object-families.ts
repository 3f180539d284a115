/** What an app is made of, as objects: searches, knowledge, inputs, outputs, views. */
import { datamodels } from "./knowledge/datamodels.ts";
import type { Endpoint } from "../call/endpoint.ts";
import { esThreatIntel } from "./es/es-threat-intel.ts";
import { httpInputs } from "./inputs/http-inputs.ts";
import { indexes } from "./inputs/indexes.ts";
import { inputLists } from "./inputs/input-lists.ts";
import { inputs } from "./inputs/inputs.ts";
import { knowledge } from "./knowledge/knowledge.ts";
import { lookupFiles } from "./knowledge/lookup-files.ts";
import { modularInputs } from "./inputs/modular-inputs.ts";
import { outputs } from "./inputs/outputs.ts";
import { props } from "./knowledge/props.ts";
import { savedSearches } from "./search/saved-searches.ts";
import { transforms } from "./knowledge/transforms.ts";
import { views } from "./knowledge/views.ts";

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
