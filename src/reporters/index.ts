/** The reporters by name: transcript in, text out. */
import type { Transcript } from "../transcript.ts";
import { json } from "./json.ts";
import { terminal } from "./terminal.ts";

export const reporters: {
  readonly [name in "json" | "terminal"]: (transcript: Transcript) => string;
} = {
  json,
  terminal,
};
