/**
 * Where a UCC add-on keeps the secrets of a stanza: one JSON object in storage/passwords.
 * Ground: splunktaucclib's rest_handler (Apache-2.0), RestCredentialsContext; solnlib for long ones.
 */
import { asText, type Content, content, type Entity } from "../../model/entity.ts";
import {
  LAST_PART,
  partName,
  passwordContent,
  passwordName,
  secretParts,
} from "../../model/password-name.ts";
import type { UccEndpoint } from "../../model/ucc/ucc-pages.ts";
import type { Parts } from "../../parts.ts";
import type { Bucket } from "../../store/bucket.ts";

const MOST_PARTS = 1000;

/** The realm of all stanzas of a page. */
export function realmOf(endpoint: UccEndpoint, app: string): string {
  const where =
    endpoint.kind === "input" ? `data/inputs/${endpoint.path}` : `configs/conf-${endpoint.conf}`;
  return `__REST_CREDENTIAL__#${app}#${where}`;
}

export function readSecrets(realm: string, stanza: string, passwords: Bucket): Content {
  const text = storedSecret(realm, stanza, passwords);
  try {
    return text === "" ? content() : content(JSON.parse(text) as Record<string, string>);
  } catch {
    return content();
  }
}

/** solnlib cuts a long secret into numbered parts. */
function storedSecret(realm: string, user: string, passwords: Bucket): string {
  const clear = (name: string): string | undefined => {
    const [password] = passwords.named(passwordName(realm, name));
    return password && asText(password.content["clear_password"]);
  };
  let whole = clear(user) ?? "";
  if (whole !== "") return whole;
  for (let part = 1; part < MOST_PARTS; part++) {
    const text = clear(partName(user, part));
    if (text === undefined || text === LAST_PART) break;
    whole += text;
  }
  return whole;
}

/** In the place of what was kept there before, in one piece or in more parts. */
export function storeSecrets(
  realm: string,
  entity: Entity,
  secrets: object,
  { store, now }: Pick<Parts, "store" | "now">,
): void {
  const parts = secretParts(entity.name, JSON.stringify(secrets));
  removeSecrets(realm, entity.name, store);
  for (const { username, password } of parts)
    store.create("passwords", {
      name: passwordName(realm, username),
      app: entity.app,
      owner: "nobody",
      sharing: "app",
      perms: { read: ["*"], write: ["admin", "power"] },
      content: passwordContent(realm, username, password),
      updated: now(),
    });
}

export function removeSecrets(realm: string, stanza: string, store: Parts["store"]): void {
  const passwords = store.bucket("passwords");
  for (const kept of passwords.named(passwordName(realm, stanza))) store.remove("passwords", kept);
  for (let part = 1; part < MOST_PARTS; part++) {
    const kept = passwords.named(passwordName(realm, partName(stanza, part)));
    if (kept.length === 0) return;
    for (const secret of kept) store.remove("passwords", secret);
  }
}
