/** A word that can follow what is typed. */
export interface Candidate {
  readonly word: string;
  /** What it is, in one line. */
  readonly meaning: string;
}
