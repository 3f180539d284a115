/** What `ar-sim serve` writes to stderr of the requests that it answers. */
import { bodyLines } from "../../../reporters/transcript/body-lines.ts";
import { printable, printableBlock, printableLine } from "../../../text/printable.ts";
import type { StartSplunkdOptions } from "../../../start-splunkd.ts";
import type { SplunkdOptions } from "../../../splunkd/instance/settings.ts";

export interface RequestLogOptions {
  readonly isQuiet: boolean;
  /** Lists each request, not only what went wrong. */
  readonly isListed: boolean;
  /** Lists endpoints that the stand-in does not have. */
  readonly isWarning: boolean;
}

export interface RequestLog {
  readonly onRequest: NonNullable<SplunkdOptions["onRequest"]>;
  readonly onHandlerError: NonNullable<SplunkdOptions["onHandlerError"]>;
  readonly onOutbound: NonNullable<StartSplunkdOptions["onOutbound"]>;
  /** Lists the endpoints that were asked for and are not there. Gives whether there were any. */
  printUnknown(): boolean;
}

/** More of them are counted, not listed. */
const MOST_LISTED = 20;

export function requestLog({ isQuiet, isListed, isWarning }: RequestLogOptions): RequestLog {
  const unknown = new Set<string>();
  return {
    onRequest(request) {
      if (!request.known) unknown.add(`${request.method} ${request.path}`);
      if (isQuiet || !isListed) return;
      const query = request.query === "" ? "" : `?${request.query}`;
      const remark = !request.known && isWarning ? "  (not emulated)" : "";
      const head = `${request.status} ${request.method} ${request.path}${query}${remark}`;
      print([head, ...bodyLines(request)]);
    },
    onHandlerError({ name, app }, traceback, hint) {
      if (isQuiet) return;
      const why = hint === undefined ? "" : `  hint: ${printable(hint)}\n`;
      const trace = printableBlock(traceback.trimEnd(), "  ");
      process.stderr.write(`${printable(name)} of ${printable(app)}: ${trace}\n${why}`);
    },
    onOutbound({ protocol, host, port, refusal }) {
      if (isQuiet) return;
      const place = `${host.includes(":") ? `[${host}]` : host}:${port}`;
      const way = `--network allow=${place} lets it through`;
      const how = refusal === null ? "was let through" : `was refused; ${way}`;
      print([`a REST handler tried to reach ${protocol} ${place}, which ${how}`]);
    },
    printUnknown() {
      if (unknown.size === 0 || !isWarning) return false;
      const paths = [...unknown];
      const more = paths.length - MOST_LISTED;
      if (!isQuiet) {
        print([
          "Requests to endpoints that ar-sim does not emulate, answered with 404:",
          ...paths.slice(0, MOST_LISTED).map((path) => `  ${path}`),
          ...(more > 0 ? [`  and ${more} more`] : []),
        ]);
      }
      return true;
    },
  };
}

function print(lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `${printableLine(line)}\n`).join(""));
}
