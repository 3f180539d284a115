// What is stored is changed by the store alone, checked by `npm run types`; nothing here is ever run.
import type { Bucket } from "../../src/splunkd/store/bucket.ts";
import type { Entity } from "../../src/splunkd/model/entity.ts";
import type { Store } from "../../src/splunkd/store/store.ts";

declare const store: Store;
declare const bucket: Bucket;
declare const entity: Entity;

for (const stored of [...store.bucket("users").all(), ...bucket.named("admin"), entity]) {
  // @ts-expect-error: it is edited by the store
  stored.content["roles"] = ["admin"];
  // @ts-expect-error: a setting is taken away by an edit to undefined
  delete stored.content["roles"];
  // @ts-expect-error: it is moved by the store
  stored.app = "search";
  // @ts-expect-error: its readers are changed by a move
  stored.perms?.read.push("admin");
}
// @ts-expect-error: who reads a bucket cannot add to it
store.bucket("users").add(entity);
// @ts-expect-error: nor take away from it
store.bucket("users").remove(entity);
// @ts-expect-error: what is under a name is only read
bucket.named("admin").push(entity);

store.edit("users", entity, { roles: ["admin"], email: undefined });
