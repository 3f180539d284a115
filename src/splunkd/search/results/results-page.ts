/**
 * The page behind results_link: the rows of the job as a table, or the one row that a per-result link picks.
 * Ground: the two forms of the link, `@go?sid=` and `search?q=|loadjob <sid> | head <n> | tail 1`.
 */
import { hostname } from "node:os";
import type { Row } from "../../../invocation/invocation.ts";
import { isLoopback } from "../../instance/fixtures/admin-password.ts";
import type { Jobs } from "../jobs/jobs.ts";
import { rowsOf } from "../jobs/job-rows.ts";
import type { WebAnswer, WebQuestion } from "../../wire/web-server.ts";
import { escapeMarkup } from "../../../text/escape-markup.ts";

/** A page of more than that helps nobody. */
const MOST_ROWS = 1000;

interface PageSources {
  readonly jobs: Jobs;
  readonly settings: { readonly serverName: string };
}

export async function resultsPage(
  { url, host, origin }: WebQuestion,
  { jobs, settings }: PageSources,
): Promise<WebAnswer> {
  if (origin !== undefined && !isLoopbackOrigin(origin))
    return page(403, "Forbidden", "<p>This page answers no page of another origin.</p>");
  // A page elsewhere that had its own name lead here would read the rows.
  const [, name = "", port = ""] = /^(.*?)(:\d+)?$/s.exec(host) ?? [];
  if (!isLoopback(name)) return elsewhere(name, `http://localhost${port}${url}`, settings);
  const link = readLink(url);
  if (link === undefined)
    return page(
      404,
      "Not found",
      "<p>ar-sim shows the results of a job here: follow a results_link.</p>",
    );
  try {
    const job = jobs.find(link.sid);
    const rows = await rowsOf(job, link.offset, link.count);
    const note =
      job.resultCount > rows.length && link.count !== 1
        ? `<p>The first ${rows.length} of ${job.resultCount} rows.</p>`
        : "";
    return page(
      200,
      job.label === "" ? job.search : job.label,
      `${note}${table(job.fields, rows)}`,
    );
  } catch {
    return page(404, "Unknown sid", `<p>There is no job ${escapeMarkup(link.sid)} here.</p>`);
  }
}

interface Link {
  readonly sid: string;
  readonly offset: number;
  readonly count: number;
}

function readLink(url: string): Link | undefined {
  const base = "http://localhost";
  if (!URL.canParse(url, base)) return undefined;
  const { pathname, searchParams } = new URL(url, base);
  // Splunk Web puts the language in front.
  if (!/^(?:\/[a-z]{2}-[A-Z]{2})?\/app\/[^/]+\/(?:@go|search)$/.test(pathname)) return undefined;
  const sid = searchParams.get("sid");
  if (sid !== null) return { sid, offset: 0, count: MOST_ROWS };
  const picked = /^\|\s*loadjob\s+(\S+)(?:\s*\|\s*head\s+(\d+)\s*\|\s*tail\s+1)?\s*$/.exec(
    searchParams.get("q") ?? "",
  );
  if (picked?.[1] === undefined) return undefined;
  const row = picked[2];
  return row === undefined
    ? { sid: picked[1], offset: 0, count: MOST_ROWS }
    : { sid: picked[1], offset: Number(row) - 1, count: 1 };
}

function isLoopbackOrigin(origin: string): boolean {
  return URL.canParse(origin) && isLoopback(new URL(origin).hostname);
}

/** A results_link has the name of the machine, as Splunk's has. Who follows it is led on to the name that answers. */
function elsewhere(
  name: string,
  location: string,
  { serverName }: PageSources["settings"],
): WebAnswer {
  const isOwn = [serverName, hostname()].some(
    (known) => known.toLowerCase() === name.toLowerCase(),
  );
  if (!isOwn)
    return page(403, "Forbidden", "<p>This page answers to the names of loopback only.</p>");
  const link = `<p>The rows are at <a href="${escapeMarkup(location)}">localhost</a>.</p>`;
  return { ...page(307, "On this machine", link), location };
}

function table(fields: readonly string[], rows: readonly Row[]): string {
  const head = fields.map((name) => `<th>${escapeMarkup(name)}</th>`).join("");
  const body = rows
    .map((row) => `<tr>${fields.map((name) => `<td>${cell(row[name])}</td>`).join("")}</tr>`)
    .join("\n");
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

function cell(value: string | readonly string[] | undefined): string {
  return [value ?? ""]
    .flat()
    .map((text) => escapeMarkup(text))
    .join("<br>");
}

const STYLE =
  ":root{color-scheme:light dark}body{font:14px/1.4 system-ui,sans-serif;margin:1.5rem}table{border-collapse:collapse}th,td{border:1px solid #8886;padding:.2rem .5rem;text-align:left;vertical-align:top}";

function page(status: number, title: string, body: string): WebAnswer {
  const text = escapeMarkup(title);
  return {
    status,
    html: `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${text}</title><style>${STYLE}</style></head><body><h1>${text}</h1>${body}</body></html>\n`,
  };
}
