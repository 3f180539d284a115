/** One request of a script to the API of a vendor, and how it was answered. Types only. */
import type { Where } from "../errors.ts";

export interface Exchange {
  /** ISO 8601. */
  readonly at: string;
  readonly method: string;
  /** The true URL, without its query. */
  readonly url: string;
  readonly query: string;
  /** null where nothing was answered. */
  readonly status: number | null;
  /** What answered. null where nothing did. */
  readonly by: "stub" | "cassette" | "vendor" | null;
  /** Where the stub that answered stands. */
  readonly stub: Where | null;
  /** What went wrong with the answer, by the stub. */
  readonly fault: string | null;
  readonly durationMs: number;
  /** Sent by the script, and received by it: the bodies alone. */
  readonly bytes: { readonly sent: number; readonly received: number };
  /** The body of the request as text. null where there is none, or where it is too large or binary. */
  readonly requestBody: string | null;
  /** Why nothing answered. null where something did. */
  readonly unmatched: Unmatched | null;
}

export interface Unmatched {
  /** Where the stub stands that is nearest. */
  readonly nearest: Where | null;
  /** What differs from it. */
  readonly differs: readonly string[];
  /** A stub that would answer, as YAML. */
  readonly paste: string;
}

/** A request as stubs are held against it. */
export interface VendorRequest {
  readonly method: string;
  readonly isSecure: boolean;
  /** The host that the script connected to. */
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly body: RequestBody;
  /** What stands between the parts of a form. */
  readonly boundary?: string | undefined;
}

export interface RequestBody {
  readonly bytes: number;
  /** undefined where it is too large, or no text. */
  readonly text: string | undefined;
  /** In hexadecimal digits, where there is no text. */
  readonly sha256?: string | undefined;
}
