/** Every endpoint that is played, one family a file. */
import type { Endpoint } from "../endpoint.ts";
import { accessLists } from "./access-lists.ts";
import { apps } from "./apps.ts";
import { auth } from "./auth.ts";
import { authentication } from "./authentication.ts";
import { deployment } from "./deployment.ts";
import { introspection } from "./introspection.ts";
import { configs } from "./configs.ts";
import { kvConfig } from "./kv-config.ts";
import { kvData } from "./kv-data.ts";
import { messages } from "./messages.ts";
import { properties } from "./properties.ts";
import { receivers } from "./receivers.ts";
import { remoteRuns } from "./remote-runs.ts";
import { roles } from "./roles.ts";
import { server } from "./server.ts";
import { services } from "./services.ts";
import { storagePasswords } from "./storage-passwords.ts";
import { savedSearches } from "./saved-searches.ts";
import { indexes } from "./indexes.ts";
import { knowledge } from "./knowledge.ts";
import { httpInputs } from "./http-inputs.ts";
import { inputLists } from "./input-lists.ts";
import { inputs } from "./inputs.ts";
import { modularInputs } from "./modular-inputs.ts";
import { outputs } from "./outputs.ts";
import { props } from "./props.ts";
import { lookupFiles } from "./lookup-files.ts";
import { transforms } from "./transforms.ts";
import { userInterface } from "./user-interface.ts";
import { views } from "./views.ts";
import { tokens } from "./tokens.ts";
import { modactionAdhoc } from "./modaction-adhoc.ts";
import { modactionQueue } from "./modaction-queue.ts";
import { esAlerts } from "./es-alerts.ts";
import { esFindings } from "./es-findings.ts";
import { esInvestigations } from "./es-investigations.ts";
import { esThreatIntel } from "./es-threat-intel.ts";
import { notableUpdate } from "./notable-update.ts";
import { serverLogger } from "./server-logger.ts";
import { searchJobs } from "./search-jobs.ts";
import { searchTools } from "./search-tools.ts";
import { searchTags } from "./search-tags.ts";
import { savedDispatch } from "./saved-dispatch.ts";

export const allEndpoints: readonly Endpoint[] = [
  ...services,
  ...auth,
  ...server,
  ...introspection,
  ...deployment,
  ...authentication,
  ...accessLists,
  ...roles,
  ...remoteRuns,
  ...apps,
  ...messages,
  ...storagePasswords,
  ...configs,
  ...properties,
  ...kvConfig,
  ...kvData,
  ...receivers,
  ...savedDispatch,
  ...searchTools,
  ...searchTags,
  ...searchJobs,
  ...serverLogger,
  ...modactionAdhoc,
  ...modactionQueue,
  ...notableUpdate,
  ...esAlerts,
  ...esFindings,
  ...esInvestigations,
  ...esThreatIntel,
  ...tokens,
  ...views,
  ...userInterface,
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
];
