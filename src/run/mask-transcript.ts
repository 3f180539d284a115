/** Masks session key, passwords and tokens wherever they turn up in a transcript. */
import {
  createMask,
  maskDeep,
  secretsAmong,
  secretsWithin,
} from "../invocation/secrets/mask-secrets.ts";
import type { Transcript } from "../transcript.ts";

export interface KnownSecrets {
  readonly sessionKey: string;
  readonly params: ReadonlyMap<string, string>;
  /** Variables handed to the script. */
  readonly env: Readonly<Record<string, string>>;
  /** What the stand-in holds, of any shape. */
  readonly standIn: unknown;
}

export function maskTranscript(transcript: Transcript, known: KnownSecrets): Transcript {
  const secrets = [
    known.sessionKey,
    ...secretsAmong(Object.fromEntries(known.params)),
    ...secretsAmong(known.env),
    ...secretsWithin(known.standIn),
  ];
  return maskDeep(transcript, createMask(secrets));
}
