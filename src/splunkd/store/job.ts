/** A search job: what was asked, how it went, and where its rows are. */
import type { Row } from "../../invocation/invocation.ts";
import type { SearchMessage } from "../../search/spl/stage/stage.ts";
import type { Content } from "../model/entity.ts";
import type { SearchShape } from "../search/search-shape.ts";
import type { ResultsBlob } from "../model/run-records.ts";

export interface Job {
  readonly sid: string;
  readonly search: string;
  readonly app: string;
  readonly owner: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  updated: number;
  /** When it was last asked for, epoch milliseconds. */
  usedAt: number;
  /** Arguments it was made with. */
  readonly request: Content;
  /** Name of the saved search behind it, or empty. */
  readonly label: string;
  readonly earliest: number | undefined;
  readonly latest: number | undefined;
  readonly fields: readonly string[];
  /** The rows, or where they are read from when asked for. */
  readonly rows: readonly Row[] | (() => AsyncIterable<readonly Row[]>);
  /** As they lie on disk, where a run brought them along. */
  readonly resultsFiles?: readonly ResultsBlob[];
  readonly resultCount: number;
  readonly eventCount: number;
  /** Events that were looked at. */
  readonly scanCount?: number;
  /** The server whose indexes were searched. */
  readonly server?: string;
  /** undefined: it went well. */
  readonly failure: string | undefined;
  /** undefined where its text cannot be read. */
  readonly shape: SearchShape | undefined;
  /** What it told without ending. */
  readonly messages: readonly SearchMessage[];
  /** What clients may change: ttl, priority, isPaused, isFinalized, isSaved … */
  readonly state: Content;
}
