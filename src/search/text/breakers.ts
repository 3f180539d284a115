// How Splunk cuts raw text into the terms its index holds: major breakers end a segment,
// minor breakers divide it further. Ground: segmenters.conf.spec, defaults of MAJOR and MINOR.

const MAJOR = "[]<>(){}|!;,'\"*\n\r \t&?+";
const MINOR = "/:=@.-$#%\\_";

/** One entry per ASCII character: 0 part of a term, 1 minor breaker, 2 major breaker. */
const KIND = new Uint8Array(128);
for (const char of MAJOR) KIND[char.charCodeAt(0)] = 2;
for (const char of MINOR) KIND[char.charCodeAt(0)] = 1;

export function isBreaker(code: number): boolean {
  return code < 128 && KIND[code] !== 0;
}

/**
 * Whether a single character is a major breaker. The percent-encoded ones (`%20` …) are left out:
 * `%` is a minor breaker, which matters to TERM() alone. Guess: harmless; an index would tell.
 */
export function isMajorBreaker(code: number): boolean {
  return code < 128 && KIND[code] === 2;
}
