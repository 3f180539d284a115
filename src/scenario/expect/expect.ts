/** What a scenario may expect. The shapes are those of scenario.schema.json. Types only. */
import type { ReasonStatus, Verdict } from "../../transcript.ts";

export type TextOrList = string | readonly string[];
export type Count = number | { readonly min?: number; readonly max?: number };

export interface TextConditions {
  readonly equals?: string;
  readonly contains?: TextOrList;
  readonly notContains?: TextOrList;
  readonly matches?: TextOrList;
  readonly notMatches?: TextOrList;
  readonly empty?: boolean;
}
export type TextCheck = string | TextConditions;

export interface ValueConditions {
  readonly equals?: TextOrList;
  readonly contains?: TextOrList;
  readonly notContains?: TextOrList;
  readonly matches?: TextOrList;
  readonly notMatches?: TextOrList;
  readonly exists?: boolean;
}
export type ValueCheck = string | ValueConditions;
export type ValueChecks = Readonly<Record<string, ValueCheck>>;

export interface EventCheck {
  readonly index?: ValueCheck;
  readonly sourcetype?: ValueCheck;
  readonly source?: ValueCheck;
  readonly host?: ValueCheck;
  readonly tagged?: TextOrList;
  readonly eventtype?: TextOrList;
  readonly raw?: TextCheck;
  readonly fields?: ValueChecks;
}

export interface EventsCheck {
  readonly count?: Count;
  readonly each?: EventCheck | readonly EventCheck[];
  readonly any?: EventCheck | readonly EventCheck[];
  readonly none?: EventCheck | readonly EventCheck[];
  readonly index?: ValueCheck;
  readonly sourcetype?: ValueCheck;
  readonly tagged?: TextOrList;
}

export interface MessageConditions {
  readonly signature?: ValueCheck;
  readonly status?: ValueCheck;
  readonly level?: ValueCheck;
  readonly rid?: ValueCheck;
  readonly fields?: ValueChecks;
  readonly count?: Count;
}
export type MessageCheck = string | MessageConditions;

export interface CallConditions {
  readonly method?: string;
  readonly path?: string;
  readonly status?: number;
  readonly count?: Count;
}
export type CallCheck = string | CallConditions;
export type CallChecks = CallCheck | readonly CallCheck[];

export type SnapshotPart =
  | "payload"
  | "events"
  | "messages"
  | "rest"
  | "stdout"
  | "stderr"
  | "logs";

export interface Expect {
  readonly verdict?:
    | Verdict["status"]
    | {
        readonly status?: Verdict["status"];
        readonly reasons?: Readonly<Record<string, ReasonStatus>>;
      };
  /** Parameter → part of the message. */
  readonly save?: "accepted" | "refused" | Readonly<Record<string, string>>;
  readonly exit?: number | readonly number[];
  readonly timedOut?: boolean;
  readonly duration?:
    | string
    | number
    | { readonly min?: string | number; readonly max?: string | number };
  readonly runs?: Count;
  readonly stdout?: TextCheck;
  readonly stderr?: TextCheck;
  readonly splunkd?: TextCheck;
  readonly logs?: string | Readonly<Record<string, TextCheck>>;
  readonly command?: TextCheck;
  readonly payload?: TextCheck;
  readonly messages?: MessageCheck | readonly MessageCheck[];
  readonly events?: number | EventsCheck;
  readonly rest?: CallChecks | { readonly made?: CallChecks; readonly notMade?: CallChecks };
  readonly problems?: readonly string[];
  readonly error?: string;
  readonly snapshot?: boolean | readonly SnapshotPart[];
}
