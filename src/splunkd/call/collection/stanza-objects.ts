/** A collection whose objects are the stanzas of one .conf, or those of them whose names begin alike. */
import type { Arguments } from "../../model/arguments.ts";
import { collection, ownArguments } from "./collection.ts";
import type { CollectionSpec } from "./collection-spec.ts";
import type { Endpoint } from "../endpoint.ts";
import { confContent } from "./conf-content.ts";
import { content } from "../../model/entity.ts";

export interface StanzaObjects extends Partial<CollectionSpec> {
  /** What stands in the .conf before the names that are told: `tcpout:`. */
  readonly prefix?: string;
  /** Throws where an argument of a create or update is not right. */
  check?(args: Arguments): void;
  /** What the reference calls otherwise than the .conf. */
  readonly renames?: Readonly<Record<string, string>>;
}

export function stanzaObjects(path: string, conf: string, more: StanzaObjects = {}): Endpoint[] {
  const { prefix, check, renames = {}, ...spec } = more;
  const settings = (args: Arguments): ReturnType<typeof ownArguments> => {
    check?.(args);
    const own = Object.entries(ownArguments(args));
    return content(own.map(([key, value]) => [renames[key] ?? key, value] as const));
  };
  return collection({
    path,
    kind: `conf-${conf}`,
    fields: { required: ["name"], optional: ["disabled"], wildcard: [".*"] },
    shows: (entity, call) => confContent(entity, call.namespace.owner),
    blank: () => content({ disabled: false }),
    create(args) {
      const name = args.get("name") ?? "";
      return { name: name === "" ? "" : `${prefix ?? ""}${name}`, content: settings(args) };
    },
    update: (_entity, args) => settings(args),
    ...(prefix === undefined
      ? {}
      : {
          isMember: (entity) => entity.name.startsWith(prefix),
          called: (entity) => entity.name.slice(prefix.length),
          spell: (segment) => `${prefix}${segment}`,
        }),
    ...spec,
  });
}
