/**
 * REST handlers that an app adds to the Extensible Administration Interface: `[admin_external:<name>]` of restmap.conf,
 * at `/services/admin/<name>` and below the `match` of each `[admin:…]` that has it among its members.
 * Ground: restmap.conf.spec; what splunk-add-on-ucc-framework builds; names in public handlers.
 */
import type { Addon } from "../../addon/addon.ts";
import type { Stanza } from "../../conf/layered-conf.ts";
import { capabilitiesOf, isOff, wantedPython } from "./rest-script.ts";
import type { HandlerScript } from "../model/handler-script.ts";

export interface AdminHandler extends HandlerScript {
  /** Its name among the members. */
  readonly member: string;
  /** Where it is, and who may call it there. */
  readonly paths: readonly AdminPath[];
  /** `list`, `edit`, `create`, `remove`, `_reload` … */
  readonly actions: ReadonlySet<string>;
}

export interface AdminPath {
  /** Below `/services`, cut at the slashes. */
  readonly parts: readonly string[];
  /** By verb; under the empty name for all verbs. Ground: the spec: what an `[admin_external:]` says of it has no effect. */
  readonly capabilities: Readonly<Record<string, string>>;
}

export interface AdminTarget {
  readonly handler: AdminHandler;
  /** Path of its collection, as it was asked for. */
  readonly path: string;
  readonly capabilities: AdminPath["capabilities"];
  readonly id: string | undefined;
  /** What follows the object: `acl`, `disable`, an action of the handler's own. */
  readonly action: string | undefined;
}

export function adminHandlers(addon: Addon): AdminHandler[] {
  const apps = new Map([...addon.also, addon].map((app) => [app.appId, app]));
  const stanzas = [...addon.conf("restmap").stanzas.values()];
  const groups = stanzas.filter(({ name }) => name.startsWith("admin:"));
  return stanzas.flatMap((stanza) => {
    if (!stanza.name.startsWith("admin_external:") || isOff(stanza)) return [];
    const member = stanza.name.slice("admin_external:".length);
    const app = stanza.headers[0]?.layer.app ?? addon.appId;
    const file = textOf(stanza, "handlerfile");
    const root = apps.get(app)?.root;
    if (root === undefined || file === "" || /[/\\\0]/.test(file)) return [];
    const of = groups.filter((group) => wordsOf(group, "members").includes(member));
    return [
      {
        kind: "admin",
        name: stanza.name,
        member,
        app,
        appRoot: root,
        handler: file,
        isKept: /^(?:1|t|true|y|yes|on)$/i.test(textOf(stanza, "handlerpersistentmode")),
        python: wantedPython(stanza),
        // The spec says `delete` where all that are in public say `remove`.
        actions: new Set(
          wordsOf(stanza, "handleractions").map((word) => (word === "delete" ? "remove" : word)),
        ),
        paths: [
          ...of.map((group) => ({
            parts: [...partsOf(group), member],
            capabilities: capabilitiesOf(group),
          })),
          { parts: ["admin", member], capabilities: {} },
        ],
      } satisfies AdminHandler,
    ];
  });
}

/** The handler of this path, and what of it is asked for. */
export function findAdminHandler(
  handlers: readonly AdminHandler[],
  segments: readonly string[],
): AdminTarget | undefined {
  for (const handler of handlers) {
    const target = handler.paths.find(({ parts }) =>
      parts.every((part, at) => segments[at] === part),
    );
    if (target === undefined) continue;
    const { parts, capabilities } = target;
    const [id, action, ...more] = segments.slice(parts.length);
    if (more.length === 0) return { handler, path: parts.join("/"), capabilities, id, action };
  }
  return undefined;
}

/** Members by the path that shows them; those below `/` are shown by nothing of their own. */
export function adminGroups(addon: Addon): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>();
  for (const stanza of addon.conf("restmap").stanzas.values()) {
    const path = partsOf(stanza).join("/");
    if (!stanza.name.startsWith("admin:") || path === "") continue;
    groups.set(path, [...(groups.get(path) ?? []), ...wordsOf(stanza, "members")]);
  }
  return groups;
}

function textOf(stanza: Stanza, key: string): string {
  return stanza.settings.get(key)?.value.trim() ?? "";
}

function wordsOf(stanza: Stanza, key: string): string[] {
  return textOf(stanza, key)
    .split(/[\s,]+/)
    .filter((word) => word !== "");
}

function partsOf(group: Stanza): string[] {
  return textOf(group, "match")
    .split("/")
    .filter((part) => part !== "");
}
