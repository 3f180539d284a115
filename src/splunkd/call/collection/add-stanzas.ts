/**
 * Collections whose objects are the stanzas of one .conf, or those of them that are meant. One that is nothing else is
 * data: see endpoints/stanza-families.ts.
 */
import type { FastifyInstance } from "fastify";
import type { Arguments } from "../../model/arguments.ts";
import { type Content, content, type Entity } from "../../model/entity.ts";
import type { Family } from "../family.ts";
import { typedContent, type Types } from "../render/typed-content.ts";
import { addCollection, type OtherVerbs } from "./add-collection.ts";
import { confContent } from "./conf-content.ts";
import type { CollectionParts, CollectionSpec, EntityCollection } from "./entity-collection.ts";
import { settingsIn } from "./settings-in.ts";

/** `shows` is told what the stanza says, defaults included. */
export interface StanzaFamily extends Partial<Omit<CollectionSpec, "path" | "kind" | "shows">> {
  /** Below the namespace: `data/ui/nav`. */
  readonly path: string;
  /** Name of the .conf. */
  readonly conf: string;
  /** What stands in the .conf before the names that are told: `tcpout:`. */
  readonly prefix?: string;
  /** What a stanza says where nobody said anything. */
  readonly defaults?: Content;
  /** Settings that JSON tells as booleans and numbers. */
  readonly types?: Types;
  /** What the reference calls otherwise than the .conf. */
  readonly renames?: Readonly<Record<string, string>>;
  /** Throws where an argument of a create or update is not right. */
  checkArguments?(args: Arguments): void;
  shows?(stanza: Content, entity: Entity): Content;
}

/** A family of nothing but these. */
export function stanzaFamily(declared: readonly StanzaFamily[]): Family {
  return (app, parts) => {
    for (const family of declared) addStanzas(app, parts, family);
  };
}

export function addStanzas(
  app: FastifyInstance,
  parts: CollectionParts,
  {
    conf,
    prefix = "",
    defaults = {},
    types,
    renames,
    checkArguments,
    shows,
    ...spec
  }: StanzaFamily,
  others: OtherVerbs = {},
): EntityCollection {
  const settings = (args: Arguments): Content => {
    checkArguments?.(args);
    return settingsIn(args, renames);
  };
  const stanzaOf = (entity: Entity, owner: string): Content => {
    const stanza = content({ ...defaults, ...confContent(entity, owner) });
    return types === undefined ? stanza : typedContent(stanza, types);
  };
  const collected: CollectionSpec = {
    kind: `conf-${conf}`,
    fields: { required: ["name"], optional: ["disabled"], wildcard: [".*"] },
    shows(entity, { namespace }) {
      const stanza = stanzaOf(entity, namespace.owner);
      return shows?.(stanza, entity) ?? stanza;
    },
    blank: () => content({ disabled: false }),
    create(args) {
      const name = args.get("name") ?? "";
      return { name: name === "" ? "" : `${prefix}${name}`, content: settings(args) };
    },
    update: (_entity, args) => settings(args),
    isMember: (entity) => entity.name.startsWith(prefix),
    called: (entity) => entity.name.slice(prefix.length),
    spell: (segment) => `${prefix}${segment}`,
    ...spec,
  };
  return addCollection(app, parts, collected, others);
}
