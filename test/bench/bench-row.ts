/** A line of the table: ours beside what it is compared to, both measured in the same run. */
export interface BenchRow {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  /** undefined where there is nothing to compare with. */
  readonly beside: number | undefined;
  readonly note?: string;
}

export type Bench = () => Promise<BenchRow[]>;

/** The middle of some measurements: one slow run of a busy machine counts for nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
