/** What an app is made of, as objects: eventtypes, views, lookups, data models. */
import type { Family } from "../../call/family.ts";
import { rowsOf } from "../../call/rows.ts";
import { datamodels } from "../knowledge/datamodels.ts";
import { knowledge } from "../knowledge/knowledge.ts";
import { lookupFiles } from "../knowledge/lookup-files.ts";
import { props } from "../knowledge/props.ts";
import { transforms } from "../knowledge/transforms.ts";
import { views } from "../knowledge/views.ts";

export const families: readonly Family[] = [
  rowsOf(views),
  rowsOf(props),
  rowsOf(transforms),
  rowsOf(lookupFiles),
  rowsOf(knowledge),
  rowsOf(datamodels),
];
