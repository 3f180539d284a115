/** What Enterprise Security adds. */
import type { Family } from "../../call/family.ts";
import { esAlerts } from "../es/es-alerts.ts";
import { esFindings } from "../es/es-findings.ts";
import { esInvestigations } from "../es/es-investigations.ts";
import { esThreatIntel } from "../es/es-threat-intel.ts";
import { modactionAdhoc } from "../es/modaction-adhoc.ts";
import { modactionInvocations } from "../es/modaction-invocations.ts";
import { modactionQueue } from "../es/modaction-queue.ts";
import { notableUpdate } from "../es/notable-update.ts";

export const families: readonly Family[] = [
  esThreatIntel,
  modactionAdhoc,
  modactionInvocations,
  modactionQueue,
  notableUpdate,
  esAlerts,
  esFindings,
  esInvestigations,
];
