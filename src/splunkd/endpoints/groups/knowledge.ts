/** What an app is made of, as objects: eventtypes, views, lookups, data models. */
import { stanzaFamily } from "../../call/collection/add-stanzas.ts";
import type { Family } from "../../call/family.ts";
import { datamodels } from "../knowledge/datamodels.ts";
import { eventtypes } from "../knowledge/eventtypes.ts";
import { lookupFiles } from "../knowledge/lookup-files.ts";
import { props } from "../knowledge/props.ts";
import { views } from "../knowledge/views.ts";
import { knowledgeStanzas } from "../stanza-families.ts";

export const families: readonly Family[] = [
  views,
  props,
  lookupFiles,
  stanzaFamily(knowledgeStanzas),
  eventtypes,
  datamodels,
];
