/**
 * REST handlers that an app brings as scripts: `[script:<name>]` of restmap.conf.
 * Ground: restmap.conf.spec; Splunk developer guide, «Create custom REST endpoints».
 */
import type { Addon } from "../../addon/addon.ts";
import type { Stanza } from "../../conf/layered-conf.ts";
import type { HandlerScript, WantedPython } from "../model/handler-script.ts";

export interface RestScript extends HandlerScript {
  /** Path segments below `/services`; what follows is the handler's `path_info`. */
  readonly match: readonly string[];
  /** `persist` for a class with handle(in_string), `python` for one with handle_GET and kin. */
  readonly kind: "persist" | "python";
  readonly isOpen: boolean;
  readonly passes: ReadonlySet<RestPass>;
  /** `true` as text, or `base64` in a member of its own. */
  readonly payload: "none" | "text" | "base64";
  readonly capabilities: Readonly<Record<string, string>>;
  /** What the request says of it under `restmap.conf`. */
  readonly conf: Readonly<Record<string, string>>;
}

export type RestPass = "session" | "systemAuth" | "headers" | "cookies" | "conf";

export function restScripts(addon: Addon): RestScript[] {
  const apps = new Map([...addon.also, addon].map((app) => [app.appId, app]));
  return [...addon.conf("restmap").stanzas.values()].flatMap((stanza) => {
    const owner = stanza.headers[0]?.layer.app ?? addon.appId;
    const script = stanza.name.startsWith("script:") ? read(stanza, owner) : undefined;
    const app = apps.get(owner);
    return script === undefined || app === undefined ? [] : [{ ...script, appRoot: app.root }];
  });
}

/** Longest match first, so that a handler below another's path is found. */
export function findRestScript(
  scripts: readonly RestScript[],
  segments: readonly string[],
): { readonly script: RestScript; readonly pathInfo: string } | undefined {
  const fitting = scripts
    .filter(({ match }) => match.every((part, number) => segments[number] === part))
    .sort((one, other) => other.match.length - one.match.length);
  const [script] = fitting;
  return script && { script, pathInfo: segments.slice(script.match.length).join("/") };
}

function read(stanza: Stanza, app: string): Omit<RestScript, "appRoot"> | undefined {
  const value = (key: string): string => stanza.settings.get(key)?.value.trim() ?? "";
  const match = value("match")
    .split("/")
    .filter((part) => part !== "");
  const handler = value("handler");
  const kind = value("scripttype") === "persist" ? "persist" : "python";
  if (match.length === 0 || handler === "" || isOff(stanza)) return undefined;
  return {
    name: stanza.name,
    app,
    match,
    kind,
    script: value("script"),
    isKept: kind === "persist",
    python: wantedPython(stanza),
    handler: handler.includes(".") ? handler : `${handler}.${handler}`,
    isOpen: !isOn(stanza, "requireAuthentication", true),
    passes: new Set(
      PASSES.filter(({ key, fallback }) => isOn(stanza, key, fallback)).map(({ pass }) => pass),
    ),
    payload: payloadKind(stanza),
    capabilities: capabilitiesOf(stanza),
    conf: Object.fromEntries([...stanza.own.values()].map(({ key, value: text }) => [key, text])),
  };
}

/** What a handler is passed, by the setting that switches it. Ground: restmap.conf.spec, `[script:]`, defaults included. */
const PASSES: readonly {
  readonly key: string;
  readonly fallback: boolean;
  readonly pass: RestPass;
}[] = [
  { key: "passSession", fallback: true, pass: "session" },
  { key: "passSystemAuth", fallback: false, pass: "systemAuth" },
  { key: "passHttpHeaders", fallback: false, pass: "headers" },
  { key: "passHttpCookies", fallback: false, pass: "cookies" },
  { key: "passConf", fallback: true, pass: "conf" },
];

const TRUE = /^(?:1|t|true|y|yes|on)$/i;

function isOn(stanza: Stanza, key: string, fallback: boolean): boolean {
  const value = stanza.settings.get(key)?.value.trim() ?? "";
  return value === "" ? fallback : TRUE.test(value);
}

function payloadKind(stanza: Stanza): RestScript["payload"] {
  const value = stanza.settings.get("passPayload")?.value.trim().toLowerCase();
  if (value === "base64") return "base64";
  return isOn(stanza, "passPayload", false) ? "text" : "none";
}

/** Ground: seen in public apps, which switch a handler off by it; the spec does not name it. */
export function isOff(stanza: Stanza): boolean {
  return isOn(stanza, "disabled", false);
}

export function wantedPython(stanza: Stanza): WantedPython {
  const value = (key: string): string | undefined => stanza.settings.get(key)?.value.trim();
  return { required: value("python.required"), version: value("python.version") };
}

/** By verb; under the empty name for all. */
export function capabilitiesOf(stanza: Stanza): Record<string, string> {
  const capabilities: [string, string][] = [];
  for (const { key, value } of stanza.settings.values()) {
    if (key === "capability") capabilities.push(["", value.trim()]);
    else if (key.startsWith("capability."))
      capabilities.push([key.slice(11).toUpperCase(), value.trim()]);
  }
  return Object.fromEntries(capabilities);
}
