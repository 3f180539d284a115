/** A search pipeline as plain data: its commands in order, each with its place in the text. */
import type { Where } from "../../errors.ts";

export interface SplText {
  /** Macros expanded, comments blanked: what all offsets count in. */
  readonly text: string;
  readonly where: Where | undefined;
}

/** One command between two pipes. */
export interface CommandCall {
  readonly source: SplText;
  /** In small letters; `search` where the pipeline begins with bare terms. */
  readonly name: string;
  /** Offset of the name. */
  readonly start: number;
  /** What follows the name, without blanks around it. */
  readonly args: string;
  /** Offset of `args`. */
  readonly argsStart: number;
  /** Offset behind `args`. */
  readonly end: number;
  /** Whether it opens its pipeline. */
  readonly isFirst: boolean;
}

/**
 * What the text is: a search of its own, a subsearch, which wants its command named, or commands that rows pass through,
 * as appendpipe and foreach have them.
 */
export type PipelineKind = "whole" | "subsearch" | "template";
