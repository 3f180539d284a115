/**
 * What the HTTP Event Collector answers.
 * Ground: Getting Data In, «Troubleshoot HTTP Event Collector», possible error codes; statuses as measured on 10.4.
 */

export type HecCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17;

const ANSWERS: Readonly<Record<HecCode, readonly [status: number, text: string]>> = {
  0: [200, "Success"],
  1: [403, "Token disabled"],
  2: [401, "Token is required"],
  3: [401, "Invalid authorization"],
  4: [403, "Invalid token"],
  5: [400, "No data"],
  6: [400, "Invalid data format"],
  7: [400, "Incorrect index"],
  8: [500, "Internal server error"],
  10: [400, "Data channel is missing"],
  11: [400, "Invalid data channel"],
  12: [400, "Event field is required"],
  13: [400, "Event field cannot be blank"],
  14: [400, "ACK is disabled"],
  15: [400, "Error in handling indexed fields"],
  16: [400, "Query string authorization is not enabled"],
  17: [200, "HEC is healthy"],
};

export interface HecAnswer {
  readonly status: number;
  /** Always JSON. */
  readonly body: Readonly<Record<string, unknown>>;
}

export function hecAnswer(code: HecCode, more: Readonly<Record<string, unknown>> = {}): HecAnswer {
  const [status, text] = ANSWERS[code];
  return { status, body: { text, code, ...more } };
}

/** In place of what was asked for. */
export class HecRefusal extends Error {
  readonly answer: HecAnswer;

  constructor(answer: HecAnswer) {
    super(`HTTP Event Collector: ${answer.status}`);
    this.answer = answer;
  }
}
