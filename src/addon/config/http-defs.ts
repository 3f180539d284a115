/** How the APIs that an action calls are answered, as users write it in ar-sim.config and in scenarios. */

export const HTTP_DEFS = {
  httpFault: {
    title: "a fault such as `reset` or `429`",
    description: "What goes wrong with the answer.",
    enum: [
      "dns",
      "refused",
      "timeout",
      "tls",
      "wrong-host",
      "reset",
      400,
      401,
      403,
      404,
      429,
      500,
      502,
      503,
      "html",
      "empty",
      "malformed",
      "truncated",
      "slow",
      "stall",
    ],
  },
  time: {
    description: "`500ms`, `10s`, `2m`, or a number of seconds.",
    anyOf: [
      { type: "number", minimum: 0 },
      {
        title: "a time such as 500ms or 10s",
        type: "string",
        pattern: "^\\d+(\\.\\d+)?\\s*(ms|s|m|h)$",
      },
    ],
  },
  httpUrl: {
    title: "a URL such as `https://api.example.com/v1/*`",
    description:
      "The true URL. `*` stands for any text, in the host, in the path, and in the values of the query. Without a path, it is any path. What the query names must be there.",
    type: "string",
    pattern: "^https?://[^\\s/?#@]+([/?][^\\s#]*)?$",
  },
  httpBody: {
    title: "{ json, form, text }",
    description: "Conditions on the body of a request.",
    type: "object",
    properties: {
      json: {
        $ref: "#/$defs/json",
        description:
          "JSON that the body must contain. Objects may have more keys. Lists must have as many items.",
      },
      form: {
        $ref: "#/$defs/texts",
        description: "Fields of a form. `*` stands for any text. There may be more fields.",
      },
      text: { $ref: "#/$defs/text", description: "A text that must occur." },
    },
    additionalProperties: false,
  },
  stub: {
    description: "One answer, and the requests that get it.",
    type: "object",
    properties: {
      method: {
        title: "a method such as POST",
        type: "string",
        pattern: "^[A-Za-z]+$",
        description: "The method. The default is any.",
      },
      url: { $ref: "#/$defs/httpUrl", description: "The URL, with `*` for any text." },
      body: { $ref: "#/$defs/httpBody", description: "What the body of the request must have." },
      times: {
        type: "integer",
        minimum: 1,
        description: "How many requests it answers. The default is any number.",
      },
      status: {
        type: "integer",
        minimum: 200,
        maximum: 599,
        description: "The status of the answer. The default is `200`.",
      },
      headers: { $ref: "#/$defs/texts", description: "Headers of the answer." },
      json: { $ref: "#/$defs/json", description: "The body of the answer, as JSON." },
      text: { $ref: "#/$defs/text", description: "The body of the answer, as text." },
      file: {
        type: "string",
        description: "The body of the answer: a file, relative to the file that this stands in.",
      },
      fault: {
        $ref: "#/$defs/httpFault",
        description: "What goes wrong: one of the faults below.",
      },
      delay: { $ref: "#/$defs/time", description: "How long the answer waits." },
    },
    additionalProperties: false,
    required: ["url"],
  },
  http: {
    description: "Answers to the requests that the action sends to others.",
    type: "array",
    items: { $ref: "#/$defs/stub" },
  },
} as const;
