/**
 * The props.conf and transforms.conf that lie below those of every add-on, as far as they concern spooled events: the
 * sourcetypes of summary indexing (core) and of the Common Information Model add-on. Ground: props.conf.spec names the
 * defaults; the stanzas are told in the same add-ons' documentation of summary indexing and of the common action model.
 */
import type { Stanza } from "../../conf/layered-conf.ts";
import { layerConf } from "../../conf/layer-conf.ts";
import { parseConf } from "../../conf/parse-conf.ts";

const PROPS = String.raw`
[stash_common_action_model]
TRUNCATE = 0
HEADER_MODE = firstline
SHOULD_LINEMERGE = false
MAX_TIMESTAMP_LOOKAHEAD = 25
MAX_DAYS_AGO = 10000
MAX_DAYS_HENCE = 2
[stash_new]
TRUNCATE = 0
HEADER_MODE = firstline
SHOULD_LINEMERGE = false
MAX_TIMESTAMP_LOOKAHEAD = 64
MAX_DAYS_AGO = 10000
MAX_DAYS_HENCE = 2
[stash]
TRUNCATE = 0
KV_MODE = none
REPORT-stash = stash_extract
[stash_hec]
SHOULD_LINEMERGE = false
`;

const TRANSFORMS = String.raw`
[stash_extract]
DELIMS = ",", "="
MV_ADD = true
CLEAN_KEYS = false
`;

export const shippedProps: ReadonlyMap<string, Stanza> = shipped("props", PROPS);
export const shippedTransforms: ReadonlyMap<string, Stanza> = shipped("transforms", TRANSFORMS);

function shipped(name: string, text: string): ReadonlyMap<string, Stanza> {
  const conf = parseConf(text, `system/default/${name}.conf`);
  return layerConf(name, [{ layer: { app: "system", scope: "default" }, conf }]).stanzas;
}
