// Commands that tell what the indexes hold.
import { expect, it } from "vitest";
import type { Searchable } from "../../../../../src/search/text/searchable.ts";
import { runSpl } from "../../../../support/search/run-spl.ts";

function event(index: string, sourcetype: string, time: number, raw = "text"): Searchable {
  return { raw, fields: { host: "h" }, meta: { index, sourcetype, _time: String(time) } };
}

const given = {
  indexes: () => ["_internal", "empty", "main", "web"],
  async *events() {
    yield [
      event("web", "access", 50.5),
      event("main", "syslog", 40),
      event("main", "syslog", 20.9, "é"),
      event("main", "access", 30),
      event("_internal", "splunkd", 10),
    ];
  },
};

it("tells first, last and number of the events by source type, host or source", async () => {
  expect(await runSpl("| metadata type=sourcetypes index=main", given)).toEqual([
    {
      firstTime: "30",
      sourcetype: "access",
      lastTime: "30",
      recentTime: "30",
      totalCount: "1",
      type: "sourcetypes",
    },
    {
      firstTime: "20",
      sourcetype: "syslog",
      lastTime: "40",
      recentTime: "40",
      totalCount: "2",
      type: "sourcetypes",
    },
  ]);
  const [host] = await runSpl("| metadata type=hosts index=*", given);
  expect(host).toMatchObject({ host: "h", totalCount: "4", lastTime: "50" });
  expect(await runSpl("| metadata type=sources index=empty", given)).toEqual([]);
  expect(await runSpl("| metadata type=hosts index=* index=_*", given)).toMatchObject([
    { totalCount: "5" },
  ]);
});

it("reads times that are written out, and refuses a type that is none", async () => {
  const fields = { host: "h", index: "main", _time: "2026-01-01T00:00:10.500Z" };
  const events = async function* () {
    yield [{ raw: "x", fields }];
  };
  expect(await runSpl("| metadata type=hosts", { events })).toMatchObject([
    { firstTime: "1767225610" },
  ]);
  await expect(runSpl("| metadata type=events", given)).rejects.toThrow("valid type");
  await expect(runSpl("| metadata index=main", given)).rejects.toThrow("valid type");
});

it("counts the events of all indexes, or of each", async () => {
  expect(await runSpl("| eventcount", given)).toEqual([{ count: "3" }]);
  expect(await runSpl("| eventcount index=* summarize=false", given)).toEqual([
    { count: "0", index: "empty", server: "sh1" },
    { count: "3", index: "main", server: "sh1" },
    { count: "1", index: "web", server: "sh1" },
  ]);
  expect(await runSpl("| eventcount index=ma* summarize=false report_size=true", given)).toEqual([
    { count: "3", index: "main", server: "sh1", size_bytes: "10" },
  ]);
  expect(await runSpl("| eventcount index=*", {})).toEqual([{ count: "0" }]);
});
