/**
 * A list of documents as JSON, cut off where one answer would be too large.
 * Ground: limits.conf.spec [kvstore] max_size_per_result_mb. Guess: what is over it is left out without a word.
 */

/** Documents that become text in one go: few while they are large. */
const FIRST = 8;
const MOST = 4096;
const LONG = 1024 * 1024;

export function listJson(documents: readonly object[], mostBytes: number): string {
  const parts: string[] = [];
  let size = 2;
  let step = FIRST;
  for (let from = 0; from < documents.length;) {
    const text = JSON.stringify(documents.slice(from, from + step)).slice(1, -1);
    if (size + text.length > mostBytes) {
      if (step === 1) break;
      step = 1;
      continue;
    }
    parts.push(text);
    size += text.length + 1;
    from += step;
    step = text.length > LONG ? Math.max(1, step >> 1) : step === 1 ? 1 : Math.min(MOST, step * 2);
  }
  return `[${parts.join(",")}]`;
}
