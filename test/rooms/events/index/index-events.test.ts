// Index time and search time of events: metadata, _time, transforms, fields.
import { describe, expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import type { WrittenEvent } from "../../../../src/events/event.ts";
import { indexEvents } from "../../../../src/events/index/index-events.ts";

const NOW = 1_714_564_800;

const written: WrittenEvent = {
  raw: "1714560000 a=1",
  index: "main",
  host: "h",
  source: "s",
  sourcetype: "my:st",
  time: undefined,
  indexed: { orig_sid: "1.2", orig_rid: "0" },
  origin: { kind: "spool", file: "1.stash_common_action_model", number: 0 },
  notes: [],
};

function index(
  events: readonly Partial<WrittenEvent>[],
  conf: Readonly<Record<string, string>> = {},
) {
  const files = Object.fromEntries(
    Object.entries(conf).map(([name, text]) => [`default/${name}.conf`, text]),
  );
  return indexEvents(
    events.map((event) => ({ ...written, ...event })),
    loadAddonFromTree(literalTree(files)),
    { serverName: "sh1", now: NOW },
  );
}

const one = (event: Partial<WrittenEvent>, conf?: Readonly<Record<string, string>>) =>
  index([event], conf).events[0];

const fieldsOf = (raw: string, props = "", transforms = "") =>
  one({ raw, indexed: {} }, { props: `[my:st]\n${props}\n`, transforms })?.fields;

const spooled = (file: string): Partial<WrittenEvent> => ({
  origin: { kind: "spool", file, number: 0 },
});

describe("metadata", () => {
  it("is what the writer said, with the index-time fields among the others", () => {
    expect(one({})).toMatchObject({
      index: "main",
      host: "h",
      source: "s",
      sourcetype: "my:st",
      time: 1_714_560_000,
      fields: { orig_sid: "1.2", orig_rid: "0", a: "1" },
    });
  });

  it("falls back to the server, the file and the sourcetype of the input", () => {
    const nothing = { index: undefined, host: undefined, source: undefined, sourcetype: undefined };
    expect(one({ ...nothing })).toMatchObject({
      index: "main",
      host: "sh1",
      source: "/opt/splunk/var/spool/splunk/1.stash_common_action_model",
      sourcetype: "stash_common_action_model",
    });
    expect(one({ ...nothing, ...spooled("x.stash_new") })?.sourcetype).toBe("stash");
  });

  it("notes an index that nobody defines, and knows those of the add-on", () => {
    expect(one({ index: "odd" })?.notes.join()).toContain("defines the index odd");
    expect(one({ index: "odd" }, { indexes: "[odd]\n" })?.notes).toEqual([]);
    expect(one({ index: "notable" })?.notes).toEqual([]);
  });
});

describe("time", () => {
  it.each([
    ["the epoch", "1714560000 x", 1_714_560_000],
    ["the epoch with a fraction", "1714560000.25, x", 1_714_560_000.25],
    ["ISO 8601 in UTC", "2024-05-01T10:00:00Z x", 1_714_557_600],
    ["a time with an offset", "2024-05-01 10:00:00+02:00", 1_714_550_400],
    [
      "a time whose offset is behind those characters",
      "2024-05-01 10:00:00.500 +0200",
      1_714_557_600.5,
    ],
    ["a time in JSON within the first characters", '{"time": 1714560000}', 1_714_560_000],
    ["nothing, and so the time of indexing", "no time", NOW],
    ["nothing behind the first 25 characters", `${"x".repeat(30)} 1714560000`, NOW],
  ])("is read from %s", (_title, raw, time) => {
    expect(one({ raw })?.time).toBe(time);
  });

  it("is not looked for without the origin line, and then that of the event before", () => {
    const { events } = index([{}, { raw: "1714560001 y", isTimeless: true }]);
    expect(events[1]?.time).toBe(1_714_560_000);
    expect(events[1]?.notes.join()).toContain("the time of the event before it");
  });

  it("is not taken from too far off", () => {
    const { events } = index([{ raw: "1914560000 x" }, { raw: "1014560000 x" }]);
    expect(events.map(({ time }) => time)).toEqual([NOW, 1_014_560_000]);
    expect(events[0]?.notes.join()).toContain("out of range");
  });

  it("follows TIME_PREFIX, TIME_FORMAT and TZ of the add-on for inputs of its own", () => {
    const conf = {
      inputs: "[batch://$SPLUNK_HOME/var/spool/splunk/...mine]\nsourcetype = mine\n",
      props: "[mine]\nTIME_PREFIX = at:\nTIME_FORMAT = %d/%m/%Y %H:%M:%S\nTZ = Europe/Berlin\n",
    };
    const event = {
      ...spooled("x.mine"),
      sourcetype: undefined,
      raw: "id=1 at:01/05/2024 10:00:00",
    };
    expect(one(event, conf)).toMatchObject({ sourcetype: "mine", time: 1_714_550_400 });
  });
});

describe("transforms at index time", () => {
  const conf = (transforms: string) => ({
    inputs: "[batch://$SPLUNK_HOME/var/spool/splunk/...mine]\nsourcetype = mine\n",
    props: "[mine]\nTRANSFORMS-a = t\nSEDCMD-b = s/secret=\\S+/secret=x/g\n",
    transforms,
  });
  const event = { ...spooled("x.mine"), sourcetype: undefined, raw: "kind=a secret=123" };

  it("set metadata and index-time fields, after SEDCMD", () => {
    const changed = one(
      event,
      conf(
        "[t]\nREGEX = kind=(\\w)\nDEST_KEY = MetaData:Sourcetype\nFORMAT = sourcetype::kind:$1\n",
      ),
    );
    expect(changed).toMatchObject({ sourcetype: "kind:a", raw: "kind=a secret=x" });
    const meta = one(event, conf("[t]\nREGEX = kind=(\\w)\nFORMAT = k::$1\nWRITE_META = true\n"));
    expect(meta?.fields).toMatchObject({ k: "a" });
  });

  it("drop what goes to the nullQueue, and tell of it as EVENTS_DROPPED", () => {
    const { events, problems } = index(
      [event, { ...event, raw: "kind=b" }],
      conf("[t]\nREGEX = kind=a\nDEST_KEY = queue\nFORMAT = nullQueue\n"),
    );
    expect(events.map(({ raw }) => raw)).toEqual(["kind=b"]);
    expect(problems).toMatchObject([{ code: "EVENTS_DROPPED" }]);
  });

  it("do not touch events by the sourcetype that they come to have", () => {
    const props = "[my:st]\nSEDCMD-a = s/a/b/\n";
    expect(one({ raw: "1714560000 a" }, { props })?.raw).toBe("1714560000 a");
  });
});

describe("automatic fields", () => {
  it.each([
    ["pairs", 'a=1 b="two words", c=x;d=y', { a: "1", b: "two words", c: "x", d: "y" }],
    ["only the first of a name", "a=1 a=2", { a: "1" }],
    ["no empty values", 'a= b="" c=3', { c: "3" }],
    ["names made clean", "tag::x=1 _y=2 a.b=3", { tag__x: "1", y: "2", a_b: "3" }],
    [
      "nested JSON",
      '{"a":{"b":1},"l":[1,"x"],"o":[{"k":true}],"n":null}',
      {
        "a.b": "1",
        "l{}": ["1", "x"],
        "o{}.k": "true",
        n: "null",
      },
    ],
    ["JSON that is cut", '{"a":"1","b":{"c":2', { a: "1", "b.c": "2" }],
    [
      "field names of the prototype",
      '{"__proto__":"x","constructor":"y"}',
      {
        ["__proto__"]: "x",
        constructor: "y",
      },
    ],
  ])("are %s", (_title, raw, fields) => {
    expect({ ...fieldsOf(raw) }).toEqual(fields);
  });

  it("are none with KV_MODE = none", () => {
    expect(fieldsOf("a=1", "KV_MODE = none")).toEqual({});
  });

  it("read only pairs with AUTO_KV_JSON = false, and only JSON with KV_MODE = json", () => {
    expect(fieldsOf('{"a":"b=1"}', "AUTO_KV_JSON = false")).not.toHaveProperty("a");
    expect(fieldsOf("a=1", "KV_MODE = json")).toEqual({});
  });

  it("read XML with KV_MODE = xml", () => {
    expect(fieldsOf("<r><a x='1'>t</a></r>", "KV_MODE = xml")).toMatchObject({ "r.a": "t" });
  });

  it("never take the place of host, source, sourcetype and index", () => {
    const event = one({ raw: "1714560000 host=other index=x sourcetype=y" });
    expect(event).toMatchObject({ host: "h", index: "main", sourcetype: "my:st" });
    expect(event?.fields).not.toHaveProperty("host");
  });
});

describe("stash events of summary indexing", () => {
  it("have their fields by comma and equals sign, repeated ones as many values", () => {
    const raw =
      '1714560000, search_name="My \\"x\\"", dest="a", dest="b$c", orig_tag::eventtype="x"';
    const event = one({ raw, sourcetype: "stash", indexed: {} });
    expect(event?.fields).toMatchObject({
      dest: ["a", "b$c"],
      "orig_tag::eventtype": "x",
    });
  });

  it("keep a comma within quotes", () => {
    const raw = '1714560000, a="x, y", b="2"';
    expect(one({ raw, sourcetype: "stash" })?.fields).toMatchObject({ a: "x, y", b: "2" });
  });
});

describe("configured fields", () => {
  it("come from EXTRACT, also out of another field", () => {
    expect(
      fieldsOf(
        "user: ann <a@b.c>",
        "EXTRACT-a = user: (?<name>\\w+)\nEXTRACT-b = (?<first>.) in name",
      ),
    ).toMatchObject({ name: "ann", first: "a" });
  });

  it("come from REPORT by REGEX and FORMAT, by named groups, by DELIMS", () => {
    expect(
      fieldsOf("k1:v1|k2:v2", "REPORT-a = r", "[r]\nREGEX = (\\w+):(\\w+)\nFORMAT = $1::$2\n"),
    ).toMatchObject({ k1: "v1", k2: "v2" });
    expect(fieldsOf("x 5", "REPORT-a = r", "[r]\nREGEX = (?<n>\\d)\n")).toMatchObject({ n: "5" });
    expect(fieldsOf("a:1;b:2", "REPORT-a = r", '[r]\nDELIMS = ";", ":"\n')).toMatchObject({
      a: "1",
      b: "2",
    });
    expect(
      fieldsOf("1,,3", "REPORT-a = r", '[r]\nDELIMS = ","\nFIELDS = one, two, three\n'),
    ).toMatchObject({ one: "1", three: "3" });
  });

  it("take every match as a value with MV_ADD", () => {
    expect(
      fieldsOf("id 1 id 2", "REPORT-a = r", "[r]\nREGEX = id (?<id>\\d)\nMV_ADD = true\n"),
    ).toMatchObject({ id: ["1", "2"] });
  });

  it("get other names by FIELDALIAS, which also takes away", () => {
    expect(fieldsOf("a=1 b=2", 'FIELDALIAS-x = a AS "new name" b as c none AS b')).toEqual({
      a: "1",
      "new name": "1",
      c: "2",
    });
    expect(fieldsOf("a=1 b=2", "FIELDALIAS-x = a ASNEW b")).toMatchObject({ b: "2" });
  });

  it("apply in the order extraction, automatic, alias", () => {
    expect(fieldsOf("a=1", "EXTRACT-x = (?<a>.)=\nFIELDALIAS-x = a AS b")).toEqual({
      a: "a",
      b: "a",
    });
  });

  it("tell of an ADDON_BAD_REGEX once, and go on without", () => {
    const { events, problems } = index([{}, {}], { props: "[my:st]\nEXTRACT-x = (?<a>[\n" });
    expect(events).toHaveLength(2);
    expect(problems).toMatchObject([{ code: "ADDON_BAD_REGEX" }]);
    expect(problems[0]?.where?.line).toBe(2);
  });
});

describe("stanzas of props.conf", () => {
  const props = (text: string) =>
    one(
      { raw: "1714560000 v=1", source: "/var/log/mine.log", host: "Web1", indexed: {} },
      {
        props: text,
      },
    )?.fields;
  const alias = (name: string) => `FIELDALIAS-x = v AS ${name}\n`;

  it("rank source over host over sourcetype", () => {
    const all = `[source::...mine.log]\n${alias("a")}[host::web*]\n${alias("b")}[my:st]\n${alias("c")}`;
    expect(props(all)).toEqual({ v: "1", a: "1" });
    expect(props(all.split("\n").slice(2).join("\n"))).toEqual({ v: "1", b: "1" });
  });

  it("match sources by `...` over folders and by `*` within one, hosts in any case", () => {
    expect(props(`[source::/var/*.log]\n${alias("a")}`)).toEqual({ v: "1" });
    expect(props(`[source::/var/*/*.log]\n${alias("a")}`)).toHaveProperty("a");
    expect(props(`[source::/var/...log]\n${alias("a")}`)).toHaveProperty("a");
    expect(props(`[host::WEB1]\n${alias("a")}`)).toHaveProperty("a");
  });

  it("go by priority, and then by the order of their names", () => {
    const two = (first: string, second: string) =>
      props(`[source::...mine.log]\n${first}${alias("a")}[source::...log]\n${second}${alias("b")}`);
    expect(two("", "")).toHaveProperty("b");
    expect(two("priority = 5\n", "")).toHaveProperty("a");
  });

  it("put a sourcetype in the place of another with rename", () => {
    const event = one({}, { props: `[my:st]\nrename = new\n[new]\n${alias("z")}` });
    expect(event?.sourcetype).toBe("new");
  });
});
