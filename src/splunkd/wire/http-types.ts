/** A request and its answer, between the wire and what answers. */
import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";

export interface HttpHandler {
  (request: HttpRequest): HttpResponse | Promise<HttpResponse>;
}

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly client: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | Readable;
}

export interface RunningServer extends AsyncDisposable {
  readonly port: number;
}
