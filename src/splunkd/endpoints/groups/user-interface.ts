/** What Splunk Web keeps for itself. */
import { stanzaFamily } from "../../call/collection/add-stanzas.ts";
import type { Family } from "../../call/family.ts";
import { userInterface } from "../knowledge/user-interface.ts";
import { userInterfaceStanzas } from "../stanza-families.ts";

export const families: readonly Family[] = [stanzaFamily(userInterfaceStanzas), userInterface];
