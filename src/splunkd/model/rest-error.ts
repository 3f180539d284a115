/** What splunkd answers when it does not do as asked: a status and one message. */

export type MessageType = "FATAL" | "ERROR" | "WARN" | "INFO";

export interface Message {
  readonly type: MessageType;
  readonly text: string;
  /** Only in the XML of a failed login. */
  readonly code?: string | undefined;
}

export interface RestErrorOptions {
  readonly type?: MessageType;
  readonly code?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly capabilities?: readonly string[];
}

export class RestError extends Error {
  readonly status: number;
  readonly type: MessageType;
  readonly code: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** The user lacks all of these, and one of them would do. Empty where the error is another one. */
  readonly capabilities: readonly string[];

  constructor(status: number, text: string, options: RestErrorOptions = {}) {
    super(text);
    this.status = status;
    this.type = options.type ?? "ERROR";
    this.code = options.code;
    this.headers = options.headers ?? {};
    this.capabilities = options.capabilities ?? [];
  }

  get messages(): readonly Message[] {
    return [{ type: this.type, text: this.message, code: this.code }];
  }
}

/** Ground: asserted word for word by a public client's integration suite. */
export function notFound(name: string): RestError {
  return new RestError(404, `Could not find object id=${name}`);
}

export function unknownPath(): RestError {
  return new RestError(404, "Not Found");
}

export function forbidden(user: string, capabilities: readonly string[]): RestError {
  const needed = capabilities.join(" OR ");
  return new RestError(
    403,
    `You (user=${user}) do not have permission to perform this operation (requires capability: ${needed}).`,
    { capabilities },
  );
}
