/** The reporters by name: transcript in, text out. */
import type { Transcript } from "../transcript.ts";
import { json } from "./transcript/json.ts";
import { terminal } from "./transcript/terminal.ts";

export const reporters: {
  readonly [name in "json" | "terminal"]: (transcript: Transcript) => string;
} = {
  json,
  terminal,
};
