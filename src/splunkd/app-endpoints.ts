/**
 * Endpoints that are not Splunk's but an app's: those of UCC and Add-on Builder pages, `[admin_external:]` and `[script:]`
 * handlers.
 * Ground: restmap.conf.spec; what splunk-add-on-ucc-framework builds.
 */
import type { Addon } from "../addon/addon.ts";
import type { Call } from "./call.ts";
import type { Verb } from "./endpoint.ts";
import { answerUcc } from "./endpoints/ucc.ts";
import { adminHandlers, findAdminHandler } from "./handlers/admin-handler.ts";
import { callAdminHandler } from "./handlers/call-admin-handler.ts";
import { callRestScript } from "./handlers/call-rest-script.ts";
import { findRestScript, restScripts, type RestScript } from "./handlers/rest-script.ts";
import type { Settings } from "./settings.ts";
import { type UccEndpoint, uccEndpoints } from "./ucc/ucc-pages.ts";

export interface AppEndpoints {
  /** What answers this path, undefined when no app does. */
  find(segments: readonly string[]): Verb | undefined;
}

export function appEndpoints(settings: Settings, addon: Addon | undefined): AppEndpoints {
  const apps = addon === undefined ? [] : [addon, ...addon.also];
  const ucc = apps.flatMap((app) => uccEndpoints(app.globalConfig));
  const scripts = addon === undefined ? [] : restScripts(addon);
  const admin = addon === undefined ? [] : adminHandlers(addon);
  return {
    find(segments) {
      const named = findUcc(ucc, segments);
      const target = findAdminHandler(admin, segments);
      const runsOwn =
        named?.endpoint.hasOwnHandler === true && settings.runRestScript !== undefined;
      if (named !== undefined && !(runsOwn && target !== undefined)) {
        return { run: (call: Call) => answerUcc(named.endpoint, named.name, call) };
      }
      if (target !== undefined) return { run: (call: Call) => callAdminHandler(target, call) };
      const found = findRestScript(scripts, segments);
      return found && verbOf(found.script, found.pathInfo);
    },
  };
}

function verbOf(script: RestScript, pathInfo: string): Verb {
  return {
    ...(script.isOpen ? { isOpen: true } : {}),
    rawBody: true,
    run: (call) => callRestScript(script, pathInfo, call),
  };
}

/** `<path>` or `<path>/<stanza>`, whatever the case of the path. */
function findUcc(
  endpoints: readonly UccEndpoint[],
  segments: readonly string[],
): { endpoint: UccEndpoint; name: string | undefined } | undefined {
  const [first = "", second, third] = segments;
  if (third !== undefined && third !== "_reload") return undefined;
  const endpoint = endpoints.find(({ path }) => path.toLowerCase() === first.toLowerCase());
  if (endpoint === undefined) return undefined;
  return { endpoint, name: second === "_reload" ? undefined : second };
}
