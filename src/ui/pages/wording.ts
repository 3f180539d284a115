/** What Enterprise Security 7 and 8 call the same things. Ground: «Incident Review» (7.3), «Mission Control» (8.0). */
export interface Wording {
  readonly queue: string;
  readonly event: string;
  readonly events: string;
  readonly run: string;
}

const ES7: Wording = {
  queue: "Incident Review",
  event: "notable event",
  events: "Notable events",
  run: "Run Adaptive Response Actions",
};

const ES8: Wording = {
  queue: "Analyst queue",
  event: "finding",
  events: "Findings",
  run: "Run adaptive response actions",
};

export type WordingName = "es7" | "es8";

export function wordingOf(name: unknown): { readonly name: WordingName; readonly words: Wording } {
  return name === "es8" ? { name, words: ES8 } : { name: "es7", words: ES7 };
}
