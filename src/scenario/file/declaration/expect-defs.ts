/** What a case may expect, as JSON Schema. */

export const EXPECT_DEFS = {
  eventCheck: {
    description: "Conditions on one event.",
    type: "object",
    properties: {
      index: { $ref: "#/$defs/valueCheck" },
      sourcetype: { $ref: "#/$defs/valueCheck" },
      source: { $ref: "#/$defs/valueCheck" },
      host: { $ref: "#/$defs/valueCheck" },
      tagged: { $ref: "#/$defs/textOrList", description: "Tags that it must have." },
      eventtype: { $ref: "#/$defs/textOrList", description: "Eventtypes that it must match." },
      raw: { $ref: "#/$defs/textCheck", description: "Its raw text." },
      fields: { $ref: "#/$defs/valueChecks", description: "Its fields at search time." },
    },
    additionalProperties: false,
  },
  eventChecks: {
    anyOf: [
      { $ref: "#/$defs/eventCheck" },
      { type: "array", items: { $ref: "#/$defs/eventCheck" } },
    ],
  },
  events: {
    type: "object",
    properties: {
      count: { $ref: "#/$defs/count", description: "How many events there must be." },
      each: { $ref: "#/$defs/eventChecks", description: "Conditions that every event must meet." },
      any: {
        $ref: "#/$defs/eventChecks",
        description: "Conditions that at least one event must meet.",
      },
      none: { $ref: "#/$defs/eventChecks", description: "Conditions that no event may meet." },
      index: { $ref: "#/$defs/valueCheck", description: "The index of every event." },
      sourcetype: { $ref: "#/$defs/valueCheck", description: "The sourcetype of every event." },
      tagged: { $ref: "#/$defs/textOrList", description: "Tags that every event must have." },
    },
    additionalProperties: false,
  },
  message: {
    description:
      "A line in the action's log that Enterprise Security reads. A text is its signature.",
    anyOf: [
      { type: "string" },
      {
        type: "object",
        properties: {
          signature: { $ref: "#/$defs/valueCheck" },
          status: { $ref: "#/$defs/valueCheck" },
          level: { $ref: "#/$defs/valueCheck" },
          rid: { $ref: "#/$defs/valueCheck" },
          fields: { $ref: "#/$defs/valueChecks", description: 'Any key="value" of the line.' },
          count: {
            $ref: "#/$defs/count",
            description: "How many such lines there must be. The default is at least one.",
          },
        },
        additionalProperties: false,
      },
    ],
  },
  restCall: {
    description: "A call such as `GET /services/x`, or its parts.",
    anyOf: [
      { title: "a call such as GET /services/x", type: "string", pattern: "^([A-Z]+ )?[/*]\\S*$" },
      {
        type: "object",
        properties: {
          method: { type: "string" },
          path: { type: "string", description: "The path. `*` stands for any text." },
          status: { type: "integer" },
          count: {
            $ref: "#/$defs/count",
            description: "How many such calls there must be. The default is at least one.",
          },
        },
        additionalProperties: false,
      },
    ],
  },
  restCalls: {
    anyOf: [{ $ref: "#/$defs/restCall" }, { type: "array", items: { $ref: "#/$defs/restCall" } }],
  },
  snapshotPart: { enum: ["payload", "events", "messages", "rest", "stdout", "stderr", "logs"] },
  snapshot: {
    description:
      "A snapshot: `true`, or a list of `payload`, `events`, `messages`, `rest`, `stdout`, `stderr` and `logs`.",
    anyOf: [{ type: "boolean" }, { type: "array", items: { $ref: "#/$defs/snapshotPart" } }],
  },
  verdict: {
    anyOf: [
      { enum: ["pass", "fail", "not-triggered", "not-applicable"] },
      {
        type: "object",
        properties: {
          status: { enum: ["pass", "fail", "not-triggered", "not-applicable"] },
          reasons: {
            type: "object",
            additionalProperties: { enum: ["pass", "fail", "warn", "not-applicable"] },
            description:
              "Reasons of the verdict by their ids, such as `exit` or `modaction-result`.",
          },
        },
        additionalProperties: false,
      },
    ],
  },
  duration: {
    anyOf: [
      { $ref: "#/$defs/time" },
      {
        type: "object",
        properties: { min: { $ref: "#/$defs/time" }, max: { $ref: "#/$defs/time" } },
        additionalProperties: false,
      },
    ],
  },
  partedCalls: {
    type: "object",
    properties: {
      made: { $ref: "#/$defs/restCalls", description: "Calls that the action must make." },
      notMade: { $ref: "#/$defs/restCalls", description: "Calls that it must not make." },
    },
    additionalProperties: false,
  },
  rest: { anyOf: [{ $ref: "#/$defs/restCalls" }, { $ref: "#/$defs/partedCalls" }] },
  httpCall: {
    description: "A call such as `POST https://api.example.com/v1/*`, or its parts.",
    anyOf: [
      {
        title: "a call such as POST https://api.example.com/v1/*",
        type: "string",
        pattern: "^([A-Z]+ )?https?://\\S+$",
      },
      {
        type: "object",
        properties: {
          method: { type: "string" },
          url: { $ref: "#/$defs/httpUrl" },
          body: { $ref: "#/$defs/httpBody" },
          status: { type: "integer", description: "The status that it got." },
          count: {
            $ref: "#/$defs/count",
            description: "How many such calls there must be. The default is at least one.",
          },
        },
        additionalProperties: false,
      },
    ],
  },
  httpCalls: {
    anyOf: [{ $ref: "#/$defs/httpCall" }, { type: "array", items: { $ref: "#/$defs/httpCall" } }],
  },
  httpCheck: {
    type: "object",
    properties: {
      made: { $ref: "#/$defs/httpCalls", description: "Calls that the action must make." },
      notMade: { $ref: "#/$defs/httpCalls", description: "Calls that it must not make." },
      count: { $ref: "#/$defs/count", description: "How many calls there must be in all." },
    },
    additionalProperties: false,
  },
  expect: {
    description:
      "What must hold after the run. The default is that the verdict of the action is `pass`.",
    type: "object",
    properties: {
      verdict: {
        $ref: "#/$defs/verdict",
        description: "The verdict of the action: `pass`, `fail`, or its `status` and `reasons`.",
      },
      triggers: {
        type: "boolean",
        description:
          "Whether the saved search triggers the action. With `false`, nothing is started.",
      },
      exit: {
        anyOf: [{ type: "integer" }, { type: "array", items: { type: "integer" } }],
        description: "The exit code of every start of the script, or a list with one for each.",
      },
      timedOut: {
        type: "boolean",
        description: "Whether the script was stopped at its `maxtime`.",
      },
      runs: {
        $ref: "#/$defs/count",
        description: "How often the script was started: a number, or `min` and `max`.",
      },
      duration: {
        $ref: "#/$defs/duration",
        description: "The most time that the script may take, such as `2s`, or `min` and `max`.",
      },
      stdout: { $ref: "#/$defs/textCheck", description: "What the script wrote to stdout." },
      stderr: { $ref: "#/$defs/textCheck", description: "What the script wrote to stderr." },
      splunkd: { $ref: "#/$defs/textCheck", description: "What splunkd writes to splunkd.log." },
      logs: {
        anyOf: [
          { type: "string" },
          { type: "object", additionalProperties: { $ref: "#/$defs/textCheck" } },
        ],
        description: "A text in any log file, or conditions by file name.",
      },
      payload: { $ref: "#/$defs/textCheck", description: "What the script got on stdin." },
      command: { $ref: "#/$defs/textCheck", description: "The search command of the job." },
      messages: {
        anyOf: [{ $ref: "#/$defs/message" }, { type: "array", items: { $ref: "#/$defs/message" } }],
        description: "Lines in the action's log that Enterprise Security reads.",
      },
      events: {
        anyOf: [{ type: "integer", minimum: 0 }, { $ref: "#/$defs/events" }],
        description:
          "How many events the action wrote, or conditions on them: `count`, `each`, `any`, `none`.",
      },
      rest: {
        $ref: "#/$defs/rest",
        description: "REST calls to splunkd: `made: [GET /services/server/info]`, `notMade`.",
      },
      http: {
        $ref: "#/$defs/httpCheck",
        description: "Calls to others that ar-sim answers: `made`, `notMade`, `count`.",
      },
      save: {
        anyOf: [{ enum: ["accepted", "refused"] }, { $ref: "#/$defs/texts" }],
        description:
          "What Splunk says when you save a search with these parameters: `accepted`, `refused`, or parts of the messages by parameter. If there is no other expectation, the script does not run.",
      },
      problems: {
        type: "array",
        items: { type: "string" },
        description:
          "Codes of notes and problems that the run must report, such as `INVOKE_ROWS_CAPPED`.",
      },
      error: {
        type: "string",
        description:
          "The code of the error that makes the run impossible, such as `ADDON_SCRIPT_MISSING`.",
      },
      snapshot: { $ref: "#/$defs/snapshot" },
    },
    additionalProperties: false,
  },
} as const;
