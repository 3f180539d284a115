/** What requests that run something have in common: the add-on, and the `given` of a scenario. */
import type { Addon } from "../../../addon/addon.ts";
import { findAddonRoot, namedAddonRoot } from "../../../addon/find-addon-root.ts";
import { loadAddon } from "../../../addon/load-addon.ts";
import type { FenceRequest } from "../../../run/send-alert-request.ts";
import type { ScenarioCase } from "../../../scenario/file/scenario.ts";
import { buildRequest } from "../../../scenario/given/build-request.ts";
import { caseOfGiven } from "../../../scenario/run/given-case.ts";
import { addonOf } from "../../../scenario/run/start-case.ts";
import type { SendAlertRequest } from "../../../run/send-alert-request.ts";
import { readNetwork } from "../../options/fence-options.ts";
import type { Transcript } from "../../../transcript.ts";
import { badRequest, type Arguments } from "./arguments.ts";

export interface GivenRun {
  readonly testCase: ScenarioCase;
  readonly addon: Addon;
  readonly request: SendAlertRequest;
}

interface Place {
  readonly folder: string;
  readonly app: string | undefined;
  readonly also: readonly string[] | undefined;
  readonly appId: string | undefined;
}

/** Call it after all other members are read: it refuses those that are left. */
export async function readGiven(given: Arguments): Promise<GivenRun> {
  const place = readPlace(given);
  const fence = readFence(given);
  const wish = given.object("given") ?? {};
  given.refuseOthers();
  const testCase = await caseOfGiven({ ...place, given: wish });
  const addon = addonOf(testCase, new Map());
  const request = buildRequest(testCase, addon);
  const network = testCase.given.network === undefined ? fence.network : undefined;
  return { testCase, addon, request: { ...request, network: network ?? request.network } };
}

/** The same, where nothing of a scenario is given. */
export function readAddon(given: Arguments): Addon {
  const { folder, app, also, appId } = readPlace(given);
  given.refuseOthers();
  const root = app === undefined ? findAddonRoot(folder) : namedAddonRoot(app);
  return loadAddon(root, { also, appId, evenIfDisabled: true });
}

export function readFence(given: Arguments): FenceRequest {
  const network = given.text("network");
  return { network: network === undefined ? undefined : readNetwork(network, "--ar-network") };
}

function readPlace(given: Arguments): Place {
  return {
    folder: given.neededText("folder"),
    app: given.text("app"),
    also: given.texts("also"),
    appId: given.text("appId"),
  };
}

/** What `run` answered, as JSON keeps it. */
export function readRun(given: Arguments): Transcript {
  const run = given.object("run") ?? {};
  given.refuseOthers();
  if (isTranscript(run)) return run;
  throw badRequest("`run` is no transcript", "Give what `run` answered.");
}

const LISTS = ["invocations", "logs", "messages", "events", "rest"] as const;

function isTranscript(run: object): run is Transcript {
  const parts = new Map<string, unknown>(Object.entries(run));
  return LISTS.every((name) => Array.isArray(parts.get(name))) && parts.has("verdict");
}
