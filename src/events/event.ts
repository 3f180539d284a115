/** Events as the script wrote them, and as Splunk would hold them once indexed. */

/** How an event left the script. */
export type EventOrigin =
  | {
      readonly kind: "spool";
      readonly file: string;
      /** 0-based place in the file. */ readonly number: number;
    }
  | { readonly kind: "receiver" | "hec" | "log"; readonly file: string; readonly number: number };

export interface WrittenEvent {
  readonly raw: string;
  /** What the writer said of it; undefined where it left that to Splunk. */
  readonly index: string | undefined;
  readonly host: string | undefined;
  readonly source: string | undefined;
  readonly sourcetype: string | undefined;
  /** Epoch seconds, where the writer gave a time beside the text (HEC). */
  readonly time: number | undefined;
  /** Index-time fields (`orig_sid` …, HEC `fields`). */
  readonly indexed: Readonly<Record<string, string | readonly string[]>>;
  readonly origin: EventOrigin;
  /** Remarks on this event: no CAM header, no timestamp … */
  readonly notes: readonly string[];
  /** Whether no time is looked for in the text; `time`, or else the time of indexing, holds. */
  readonly isTimeless?: boolean;
  /** Epoch seconds, where it came over the wire: when it did. */
  readonly receivedAt?: number;
}

export interface IndexedEvent {
  readonly index: string;
  readonly host: string;
  readonly source: string;
  readonly sourcetype: string;
  /** Epoch seconds. */
  readonly time: number;
  readonly raw: string;
  /** Search-time and index-time fields together, without index/host/source/sourcetype. */
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  readonly origin: EventOrigin;
  readonly eventtypes: readonly string[];
  readonly tags: readonly string[];
  readonly notes: readonly string[];
}

/** One parsed `sendmodaction` line of a *_modalert.log or *_modworkflow.log. */
export interface ActionMessage {
  readonly file: string;
  readonly line: number;
  /** The time at the start of the line, as written there. */
  readonly time: string;
  readonly level: string;
  readonly signature: string;
  readonly actionName: string;
  readonly status: string;
  readonly sid: string;
  readonly rid: string;
  readonly origSid: string;
  readonly origRid: string;
  readonly actionMode: string;
  readonly user: string;
  readonly app: string;
  readonly searchName: string;
  /** Every key="value" pair in order of appearance. */
  readonly fields: Readonly<Record<string, string>>;
}

/** One log file below var/log/splunk, as text. */
export interface LogFile {
  /** Name below var/log/splunk. */
  readonly file: string;
  readonly text: string;
  /** Bytes left out of `text` at the cap. */
  readonly omittedBytes: number;
  /** Remarks: messages in a file that Enterprise Security never reads … */
  readonly notes?: readonly string[];
}
