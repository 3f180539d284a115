/**
 * Behind a transcript that is shown, the one that is true. Expectations, matchers and snapshots are held to what really
 * happened; what they say of it goes through the mask. A copy of a transcript, as JSON makes it, has only what it shows.
 */
import { HarnessError } from "../errors.ts";
import { createMask, type KnownSecret, type Mask } from "../text/masking/mask.ts";
import type { Transcript } from "../transcript.ts";

interface Truth {
  readonly transcript: Transcript;
  readonly mask: Mask;
}

const truths = new WeakMap<Transcript, Truth>();
const NOTHING_HIDDEN = createMask([]);

export function truthOf(shown: Transcript): Truth {
  return truths.get(shown) ?? { transcript: shown, mask: NOTHING_HIDDEN };
}

/** The transcript as it may be written. Its problems name once the secrets that are too short to hide everywhere. */
export function hideSecrets(transcript: Transcript, secrets: readonly KnownSecret[]): Transcript {
  const mask = createMask(secrets);
  const masked = mask.deep(transcript);
  const shown = { ...masked, problems: [...masked.problems, ...tooShort(mask)] };
  truths.set(shown, { transcript, mask });
  return shown;
}

/** Also what others know as a secret: the other cells of a matrix, for example. */
export function hideAlso(shown: Transcript, secrets: readonly KnownSecret[]): Transcript {
  const truth = truthOf(shown);
  const masked = createMask(secrets).deep(shown);
  if (masked !== shown) truths.set(masked, truth);
  return masked;
}

function tooShort({ short }: Mask): Transcript["problems"] {
  if (short.length === 0) return [];
  const names = short.map((name) => `\`${name}\``).join(", ");
  const isOne = short.length === 1;
  return [
    {
      code: "SECRET_TOO_SHORT",
      message: `${names} ${isOne ? "has a value" : "have values"} too short or too ordinary to hide inside other text`,
      hint: "Use a longer value. This one is hidden only where it stands alone.",
    },
  ];
}

/** An error as it may be told. */
export function hideInError(error: unknown, secrets: readonly KnownSecret[]): unknown {
  const mask = createMask(secrets);
  if (!(error instanceof Error) || mask.isEmpty) return error;
  if (!(error instanceof HarnessError)) {
    const message = mask.text(error.message);
    return message === error.message ? error : new Error(message);
  }
  const { code, message, hint, where, cause } = error;
  const masked = mask.deep({ message, hint, where });
  return masked.message === message && masked.hint === hint && masked.where === where
    ? error
    : new HarnessError(code, masked.message, { hint: masked.hint, where: masked.where, cause });
}
