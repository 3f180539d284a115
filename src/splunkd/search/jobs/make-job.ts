/** Makes a job of a search. Ground: REST API Reference, «search/jobs». */
import type { SplWorld } from "../../../search/spl/stage/stage.ts";
import { ToldMessages } from "../../../search/spl/stage/told-messages.ts";
import { type Content, content } from "../../model/entity.ts";
import type { Job } from "../../store/job.ts";
import { readTime } from "../../model/read-time.ts";
import type { Response } from "../../model/reply.ts";
import { encodeName } from "../../model/resource-path.ts";
import { RestError } from "../../model/rest-error.ts";
import type { Asker } from "../asker.ts";
import type { SearchSources } from "../world/search-sources.ts";
import { fatal, runJobSearch } from "../run-job-search.ts";
import { searchWorld } from "../world/search-world.ts";

export interface JobWish {
  readonly search: string;
  readonly sid?: string | undefined;
  readonly label?: string;
  readonly earliest?: string | undefined;
  readonly latest?: string | undefined;
  readonly request: Content;
  readonly statusBuckets?: number;
  /** As many results are kept, where not all. Ground: REST API Reference, `max_count`. */
  readonly maxCount?: number | undefined;
  /** Seconds that it may take; 0 for as long as it takes. Ground: REST API Reference, `max_time`. */
  readonly maxTime?: number | undefined;
  /** In real time: it never ends by itself. Guess: what there is when it begins is all it finds. */
  readonly isLive?: boolean;
}

/** Ground: a search in real time goes on until it is finalized, as splunk-sdk-php's JobTest and the Ruby SDK's expect. */
const LIVE = {
  isRealTimeSearch: true,
  isPreviewEnabled: true,
  isDone: false,
  dispatchState: "RUNNING",
  doneProgress: 0,
};

export async function makeJob(wish: JobWish, asker: Asker, sources: SearchSources): Promise<Job> {
  const { settings, jobs } = sources;
  const now = settings.now() / 1000;
  const sid = wish.sid ?? jobs.nextSid();
  if (!/^[\w.:@-]+$/.test(sid)) throw new RestError(400, `Invalid search id: ${sid}`);
  if (jobs.has(sid)) throw fatal(`Search id already in use: ${sid}`);
  const [earliest, latest] = [wish.earliest, wish.latest].map((text) => timeOf(text, now));
  const messages = new ToldMessages();
  const world = countingWorld({
    ...searchWorld(sources, asker, {
      sid,
      now,
      earliest,
      latest,
      search: wish.search,
      maxTimeMs: (wish.maxTime ?? 0) * 1000 || undefined,
    }),
    warn: messages.add,
  });
  const outcome = await runJobSearch(wish.search, world);
  const rows = outcome.rows.slice(0, wish.maxCount);
  const { user, namespace } = asker;
  const at = settings.now();
  const job: Job = {
    sid,
    search: wish.search,
    app: namespace.app === "-" ? "search" : namespace.app,
    owner: user.name,
    createdAt: at,
    updated: at,
    usedAt: at,
    request: wish.request,
    label: wish.label ?? "",
    earliest,
    latest,
    fields: outcome.fields,
    rows,
    resultCount: rows.length,
    eventCount: outcome.eventCount,
    shape: outcome.shape,
    scanCount: outcome.rows.length === 0 ? 0 : world.scanned(),
    server: settings.serverName,
    failure: outcome.failure,
    messages: messages.all,
    state: content({
      priority: 5,
      ttl: 600,
      statusBuckets: wish.statusBuckets ?? 0,
      isPreviewEnabled: false,
      ...(wish.isLive === true && outcome.failure === undefined ? LIVE : {}),
    }),
  };
  jobs.add(job);
  return job;
}

/** The same world, and how many events were looked at in it. */
function countingWorld(world: SplWorld): SplWorld & { scanned(): number } {
  let scanned = 0;
  const { events } = world;
  return {
    ...world,
    async *events() {
      for await (const batch of events?.() ?? []) {
        scanned += batch.length;
        yield batch;
      }
    },
    scanned: () => scanned,
  };
}

/** Ground: the Location beside the sid is in what splunk-sdk-csharp-pcl recorded. */
export function created({ sid }: Job): Response {
  const headers = { Location: `/services/search/jobs/${encodeName(sid)}` };
  return { kind: "response", status: 201, values: { sid }, headers };
}

function timeOf(text: string | undefined, now: number): number | undefined {
  // Ground: of a search in real time, which is run over what is there so far.
  if (text === undefined || text === "" || text === "0" || text === "rt") return undefined;
  const time = readTime(text, now);
  if (time === undefined) throw fatal(`Invalid time: '${text}'.`);
  return time;
}
