/** What the XML and the JSON of an entry have in common: its address, links, ACL and field lists. */
import type { Value } from "../../model/entity.ts";
import type { Feed, Fields, View } from "../../model/reply.ts";
import { encodeName } from "../../model/resource-path.ts";

/** Where an answer is made. */
export interface Origin {
  /** `https://127.0.0.1:8089`. */
  readonly base: string;
  /** Path of the request, encoded. */
  readonly path: string;
  readonly build: string;
  readonly version: string;
}

/** Path of an entity from the root: its owner and app are in it. */
export function entryId(view: View): string {
  if (view.address !== undefined) return view.address;
  const collection = view.collection
    .split("/")
    .filter((part) => part !== "")
    .map(encodeName)
    .join("/");
  const path = collection === "" ? "" : `/${collection}`;
  return `${entryNamespace(view)}${path}/${encodeName(view.name)}`;
}

function entryNamespace(view: View): string {
  if (view.app === undefined) return "/services";
  const owner = view.sharing === "user" ? view.owner : "nobody";
  return `/servicesNS/${encodeURIComponent(owner)}/${encodeURIComponent(view.app === "" ? "system" : view.app)}`;
}

export function entryLinks(view: View): Record<string, string> {
  const id = entryId(view);
  const links: Record<string, string> = { alternate: id, list: id };
  if (view.readOnly !== true) {
    links["_reload"] = `${id}/_reload`;
    links["edit"] = id;
    if (view.removable) links["remove"] = id;
    const disabled = view.content["disabled"];
    if (disabled !== undefined) {
      if (disabled === true || disabled === "1") links["enable"] = `${id}/enable`;
      else links["disable"] = `${id}/disable`;
    }
  }
  for (const [rel, target] of Object.entries(view.links ?? {})) {
    links[rel] = target.startsWith("/") ? target : `${id}/${target}`;
  }
  return links;
}

export function feedLinks(feed: Feed, origin: Origin): Record<string, string> {
  if (feed.canCreate !== true) return feed.links ?? {};
  const { path } = origin;
  return { create: `${path}/_new`, _reload: `${path}/_reload`, _acl: `${path}/_acl` };
}

export function aclOf(view: View): { readonly [key: string]: Value } {
  if (view.acl !== undefined) return view.acl;
  const { app, owner, sharing, perms, canWrite, removable } = view;
  const isFixed = view.readOnly === true;
  const shares = {
    can_share_app: canWrite,
    can_share_global: canWrite,
    can_share_user: canWrite && owner !== "nobody" && owner !== "system",
  };
  return {
    app: app ?? "",
    ...(isFixed ? {} : { can_change_perms: canWrite }),
    can_list: true,
    ...(isFixed ? {} : shares),
    can_write: canWrite,
    modifiable: canWrite && !isFixed,
    owner,
    perms: perms === null ? null : { read: perms.read, write: perms.write },
    removable,
    sharing,
  };
}

export function attributesOf(fields: Fields): { readonly [key: string]: Value } {
  return {
    optionalFields: fields.optional,
    requiredFields: fields.required,
    wildcardFields: fields.wildcard,
  };
}
