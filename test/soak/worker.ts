/** One client of a mixed load: it knows what each answer has to be. */
import { setTimeout as wait } from "node:timers/promises";
import { type Answer, Asker } from "../support/load/asker.ts";
import type { Chance } from "../support/load/seeded.ts";
import { HEC_TOKEN, type Served } from "../support/load/served.ts";

/** Between two requests, at most. */
const PAUSE_MS = 200;
const ROWS = "/servicesNS/nobody/search/storage/collections/data";
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const JSON_BODY = { "Content-Type": "application/json" };

export class Worker {
  count = 0;
  readonly #name: string;
  readonly #served: Served;
  readonly #chance: Chance;
  readonly #tell: (wrong: string) => void;
  readonly #kept: Asker;
  readonly #fresh: Asker;
  readonly #hec: Asker;
  #number = 0;

  constructor(number: number, served: Served, chance: Chance, tell: (wrong: string) => void) {
    this.#name = `w${number}`;
    this.#served = served;
    this.#chance = chance;
    this.#tell = tell;
    this.#kept = new Asker(served.uri, 1);
    this.#fresh = new Asker(served.uri, 0);
    this.#hec = new Asker(served.hecUri, 1);
  }

  async run(end: number): Promise<void> {
    const steps = [
      () => this.#rows(),
      () => this.#rows(),
      () => this.#password(),
      () => this.#stanza(),
      () => this.#events(),
      () => this.#savedSearch(),
      () => this.#small(),
      () => this.#small(),
      () => this.#heavy(),
      () => this.#job(),
      () => this.#refused(),
    ];
    while (performance.now() < end && this.#served.isAlive()) {
      this.#number += 1;
      try {
        await this.#chance.pick(steps)();
      } catch (error) {
        this.#tell(`${this.#name}: ${String(error)}`);
      }
      await wait(this.#chance.below(PAUSE_MS));
    }
    for (const asker of [this.#kept, this.#fresh, this.#hec]) asker.close();
  }

  async #ask(method: string, path: string, status: number, body?: string): Promise<Answer> {
    const asker = this.#chance.isIn(20) ? this.#fresh : this.#kept;
    const type =
      body?.startsWith("{") === true || body?.startsWith("[") === true ? JSON_BODY : FORM;
    const answer = await asker.ask({
      method,
      path,
      body,
      headers: {
        Authorization: `Splunk ${this.#served.sessionKey}`,
        ...(body === undefined ? {} : type),
      },
    });
    this.count += 1;
    this.#hold(answer.status === status, `${method} ${path.slice(0, 200)} ${body ?? ""}`, answer);
    return answer;
  }

  #hold(isRight: boolean, what: string, { status, text }: Answer): void {
    if (!isRight)
      this.#tell(`${this.#name}: ${what.slice(0, 400)}: ${status} ${text.slice(0, 400)}`);
  }

  async #rows(): Promise<void> {
    const key = `${this.#name}-${this.#chance.below(50)}`;
    const row = { _key: key, turn: this.#number };
    const saved = await this.#ask("POST", `${ROWS}/own/batch_save`, 200, JSON.stringify([row]));
    this.#hold(saved.text.includes(key), `saved ${key}`, saved);
    const found = await this.#ask("GET", `${ROWS}/own/${key}`, 200);
    this.#hold(found.text.includes(`"turn":${this.#number}`), `row ${key}`, found);
    const query = encodeURIComponent(JSON.stringify({ n: { $gte: 990 } }));
    const queried = await this.#ask("GET", `${ROWS}/rows?query=${query}`, 200);
    this.#hold(queried.text.split('"host"').length === 11, "query", queried);
  }

  async #password(): Promise<void> {
    const name = `${this.#name}u${this.#number}`;
    const path = "/servicesNS/nobody/search/storage/passwords";
    await this.#ask("POST", path, 201, `name=${name}&password=p%2B${this.#number}&realm=r`);
    const found = await this.#ask("GET", `${path}/r%3A${name}%3A?output_mode=json`, 200);
    this.#hold(found.text.includes(`"clear_password":"p+${this.#number}"`), "password", found);
    await this.#ask("DELETE", `${path}/r%3A${name}%3A`, 200);
  }

  async #stanza(): Promise<void> {
    const name = `${this.#name}s${this.#number}`;
    const path = "/servicesNS/nobody/search/configs/conf-macros";
    await this.#ask("POST", path, 201, `name=${name}&definition=x${this.#number}`);
    await this.#ask("POST", `${path}/${name}`, 200, `definition=y${this.#number}`);
    const found = await this.#ask("GET", `${path}/${name}?output_mode=json`, 200);
    this.#hold(found.text.includes(`"definition":"y${this.#number}"`), "stanza", found);
    await this.#ask("DELETE", `${path}/${name}`, 200);
    await this.#ask("GET", `${path}/${name}`, 404);
  }

  async #events(): Promise<void> {
    const answer = await this.#hec.ask({
      method: "POST",
      path: "/services/collector",
      headers: { Authorization: `Splunk ${HEC_TOKEN}` },
      body: JSON.stringify({ event: { of: this.#name, turn: this.#number }, sourcetype: "soak" }),
    });
    this.count += 1;
    this.#hold(answer.status === 200 && answer.text.includes('"code":0'), "HEC", answer);
  }

  async #savedSearch(): Promise<void> {
    const name = `${this.#name} search ${this.#number}`;
    const path = "/servicesNS/nobody/search/saved/searches";
    const search = encodeURIComponent("| makeresults | eval a=1");
    await this.#ask("POST", path, 201, `name=${encodeURIComponent(name)}&search=${search}`);
    const list = await this.#ask("GET", `${path}?count=0&output_mode=json`, 200);
    this.#hold(list.text.includes(`"name":"${name}"`), "list", list);
    await this.#ask("DELETE", `${path}/${encodeURIComponent(name)}`, 200);
  }

  async #oneshot(search: string, wanted: string): Promise<void> {
    const body = `exec_mode=oneshot&output_mode=json&search=${encodeURIComponent(search)}`;
    const answer = await this.#ask("POST", "/services/search/jobs", 200, body);
    this.#hold(answer.text.includes(wanted), search, answer);
  }

  #small(): Promise<void> {
    const count = 1 + this.#chance.below(500);
    return this.#oneshot(
      `| makeresults count=${count} | streamstats count AS n | stats sum(n) AS s`,
      `"s":"${(count * (count + 1)) / 2}"`,
    );
  }

  #heavy(): Promise<void> {
    const [search, wanted] = this.#chance.pick(HEAVY);
    return this.#oneshot(search, wanted);
  }

  async #job(): Promise<void> {
    const search = encodeURIComponent(`| makeresults count=300 | streamstats count AS n`);
    const made = await this.#ask(
      "POST",
      "/services/search/jobs?output_mode=json",
      201,
      `search=${search}`,
    );
    const { sid } = JSON.parse(made.text) as { sid: string };
    const path = `/services/search/v2/jobs/${sid}`;
    const rows = await this.#ask("GET", `${path}/results?output_mode=json&count=0`, 200);
    this.#hold(rows.text.includes('"n":"300"'), "results", rows);
    await this.#ask("DELETE", path, 200);
    await this.#ask("GET", path, 404);
  }

  async #refused(): Promise<void> {
    await this.#ask("GET", `/services/nothing/${this.#number}`, 404);
    await this.#ask("POST", "/services/search/jobs", 400, "search=%7C%20nosuchcommand");
    const large = await this.#ask("POST", `${ROWS}/own`, 400, `{"_key": "x", `);
    this.#hold(!large.text.includes("Traceback"), "bad JSON", large);
  }
}

const HEAVY: readonly (readonly [string, string])[] = [
  [
    "| makeresults count=200000 | streamstats count AS n | eval k=n%97 | sort 0 -k | stats count dc(k) AS d",
    '"d":"97"',
  ],
  [
    "| makeresults count=100000 | streamstats count AS n | eval m=md5(n) | stats dc(m) AS d",
    '"d":"100000"',
  ],
  [
    "| makeresults count=20 | eval a=mvrange(0,10000) | mvexpand a | eval b=a*2 | stats sum(b) AS s",
    '"s":"1999800000"',
  ],
  [
    '| makeresults count=50000 | eval t="a=1 b=22 c=333" | rex field=t "b=(?<b>\\d+)" | stats sum(b) AS s',
    '"s":"1100000"',
  ],
  ['| makeresults | eval a=mvjoin(mvrange(0,100000), ","), l=len(a) | fields l', '"l":"588889"'],
];
