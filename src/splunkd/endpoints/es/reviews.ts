/**
 * The statuses and dispositions of Enterprise Security, and the last review of a notable event.
 * Ground: the statuses that ES comes with, as its manual and the Ansible collection for it name them; reviews lie in the
 * KV store collection incident_review.
 */
import type { Parts } from "../../parts.ts";
import { DISPOSITIONS, STATUSES } from "../../model/shipped/review-labels.ts";
import { kvSchema } from "../../store/kv/kv-types.ts";

const COLLECTION = "SA-ThreatIntelligence/incident_review";
const KEPT = ["status", "owner", "urgency", "disposition", "comment"];

export type Review = Readonly<Record<string, string>>;

type Kept = Pick<Parts, "store" | "now">;

export function saveReview({ store, now }: Kept, id: string, user: string, review: Review): void {
  const document = { ...review, rule_id: id, user, time: now() / 1000 };
  store.collections.of(COLLECTION).save("nobody", document, kvSchema([]));
}

/** What the reviews of all events come to, the later over the earlier. */
export function reviewsOf({ store }: Pick<Parts, "store">): ReadonlyMap<string, Review> {
  const reviews = new Map<string, Record<string, string>>();
  for (const document of store.collections.of(COLLECTION).all()) {
    const id = String(document["rule_id"]);
    const review = reviews.get(id) ?? {};
    for (const key of KEPT) {
      const value = document[key];
      if (value !== undefined && value !== null && value !== "") review[key] = String(value);
    }
    reviews.set(id, review);
  }
  return reviews;
}

/** With the words for status and disposition beside. */
export function withLabels(document: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { status, disposition } = document;
  const label = wordFor(status, STATUSES);
  const words = wordFor(disposition, DISPOSITIONS);
  return {
    ...document,
    ...(label && { status_label: label, status_name: label }),
    ...(words && { disposition_label: words, disposition_name: words }),
  };
}

function wordFor(value: unknown, words: Readonly<Record<string, string>>): string | undefined {
  const key = String(value);
  return Object.hasOwn(words, key) ? words[key] : undefined;
}
