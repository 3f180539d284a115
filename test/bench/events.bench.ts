/** 100,000 events out of spool files, indexed, and each judged against 50 eventtypes. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BenchRow } from "./bench-row.ts";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const EVENTS = 100_000;
const EVENTTYPES = 50;
/** A session key, a parameter, and one that stands in an event. */
const LEAKED = "correct-horse-battery";
const SECRETS = [
  { name: "session_key", value: "kTLz1fnTenc^yB6vryGM2eUFWw7OdRcBDOWRemc1".repeat(3) },
  { name: "password", value: 'pa$$ "word"/ü&x' },
  { name: "api_key", value: LEAKED },
];
/** As writeevents() cuts. */
const CHUNK = 50_000;
const BREAK = "\n==##~~##~~  1E8N3D4E6V5E7N2T9 ~~##~~##==\n";

export async function benchEvents(): Promise<BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), "ar-sim-bench-"));
  try {
    layOut(home);
    const code = `
      import { loadAddon } from "${DIST}addon/load-addon.js";
      import { collectEvents } from "${DIST}events/spool/collect-events.js";
      import { indexEvents } from "${DIST}events/index/index-events.js";
      import { createClassifier } from "${DIST}verdict/classify-events.js";
      import { createMask } from "${DIST}text/masking/mask.js";
      const start = performance.now();
      const addon = loadAddon(${JSON.stringify(join(home, "addon"))});
      const spool = await collectEvents(${JSON.stringify(home)}, addon);
      const collected = performance.now();
      const { events } = indexEvents(spool.events, addon, { serverName: "sh1", now: 1764000000 });
      const indexed = performance.now();
      const found = events.map(createClassifier(addon).classify);
      const judged = performance.now();
      const mask = createMask(${JSON.stringify(SECRETS)});
      const masked = mask.deep({ events: found });
      const hidden = performance.now();
      if (masked.events.some((event) => JSON.stringify(event).includes(${JSON.stringify(LEAKED)}))) throw new Error("not masked");
      if (found.length !== ${EVENTS}) throw new Error("events are missing");
      if (found.some((event) => event.eventtypes.length === 0)) throw new Error("not judged");
      console.log(JSON.stringify([judged - start, collected - start, indexed - collected, judged - indexed, hidden - judged]
        .map((ms) => ms / 1000).concat(process.resourceUsage().maxRSS / 1024)));`;
    const run = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
      encoding: "utf8",
    });
    if (run.status !== 0) throw new Error(run.stderr);
    const [all = 0, collect = 0, index = 0, judge = 0, mask = 0, memory = 0] = JSON.parse(
      run.stdout,
    ) as number[];
    const [c, i, j] = [collect, index, judge].map((seconds) => seconds.toFixed(2));
    return [
      {
        name: `${EVENTS.toLocaleString("en")} events, ${EVENTTYPES} eventtypes`,
        unit: "s",
        ours: all,
        beside: undefined,
        note: `gathered ${c}, indexed ${i}, judged ${j}`,
      },
      {
        name: "… secrets masked in them",
        unit: "s",
        ours: mask,
        beside: all,
        note: `all before it; ${((mask / all) * 100).toFixed(1)} % more`,
      },
      { name: "… memory", unit: "MB", ours: memory, beside: undefined, note: "peak RSS" },
    ];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function layOut(home: string): void {
  const spool = join(home, "var", "spool", "splunk");
  const conf = join(home, "addon", "default");
  for (const folder of [spool, conf]) mkdirSync(folder, { recursive: true });
  for (let first = 0; first < EVENTS; first += CHUNK) {
    const events = Array.from({ length: CHUNK }, (_, n) => eventText(first + n));
    const text = `***SPLUNK*** index="main" source="bench"${BREAK}${events.join(BREAK)}`;
    writeFileSync(join(spool, `176400000${first / CHUNK}_1.stash_common_action_model`), text);
  }
  const eventtypes = Array.from({ length: EVENTTYPES }, (_, n) => eventtype(n));
  writeFileSync(join(conf, "eventtypes.conf"), eventtypes.join(""));
  writeFileSync(join(conf, "tags.conf"), "[eventtype=e0]\nmodaction_result = enabled\n");
  writeFileSync(
    join(conf, "props.conf"),
    "[bench:0]\nEXTRACT-domain = host-\\d+\\.(?<domain>\\S+)\nFIELDALIAS-d = dest AS dvc\n",
  );
}

function eventText(n: number): string {
  const id = `***Common Action Model*** orig_action_name="bench" orig_sid="1764000000.1" orig_rid="${n}" sourcetype="bench:${n % 3}"`;
  return `${id}\n${1_764_000_000 + (n % 1000)} action=blocked user=user${n % 1009} src=192.0.2.${n % 255} dest=host-${n % 97}.example.com message="event ${n} of many${n % 1000 === 0 ? ` ${LEAKED}` : ""}"`;
}

/** Of every kind that add-ons have: by sourcetype, by fields, words, wildcards, lists, other eventtypes. */
function eventtype(n: number): string {
  const searches = [
    `index=main sourcetype="bench:*"`,
    `sourcetype=bench:${n % 3} user=user${n}*`,
    `sourcetype=bench:1 (action=blocked OR action=allowed) NOT user=user${n}`,
    `"event ${n} of" src=192.0.2.*`,
    `action IN (allowed, failed, blocked) dest=host-${n}.example.com`,
    `eventtype=e${Math.max(0, n - 5)} message="*${n}*"`,
  ];
  return `[e${n}]\nsearch = ${searches[n % searches.length]}\n`;
}
