import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { indexEvents } from "../../../../src/events/index/index-events.ts";
import { createClassifier } from "../../../../src/verdict/classify-events.ts";
import { loadEval } from "../../../../src/events/fields/load-eval.ts";
import { event } from "../../../support/samples/sample-run.ts";

const NOW = 1_764_000_000;
const addonOf = (files: Record<string, string>) => loadAddonFromTree(literalTree(files));

it("loads nothing where nothing is to be evaluated", async () => {
  expect(await loadEval(addonOf({ "default/props.conf": "[a]\nKV_MODE = none\n" }), NOW)).toEqual(
    {},
  );
});

it("calculates the EVAL- fields of events, side by side, and tells of one that cannot be read", async () => {
  const addon = addonOf({
    "default/props.conf":
      '[my:st]\nEVAL-dvc = upper(dest)\nEVAL-dest = "x"\nEVAL-none = null()\nEVAL-many = split(l, ";")\nEVAL-old = dest . "!"\n[other]\nEVAL-bad = if(\n',
  });
  const { compileEval } = await loadEval(addon, NOW);
  const written = {
    raw: 'dest=web1 l="a;b"',
    index: "main",
    host: "h",
    source: "s",
    time: NOW,
    indexed: {},
    origin: { kind: "hec", file: "x", number: 0 },
    notes: [],
  } as const;
  const indexed = indexEvents(
    [
      { ...written, sourcetype: "my:st" },
      { ...written, sourcetype: "other" },
    ],
    addon,
    { serverName: "h", now: NOW, ...(compileEval === undefined ? {} : { compileEval }) },
  );
  expect(indexed.events[0]?.fields).toEqual({
    dest: "x",
    dvc: "WEB1",
    l: "a;b",
    many: ["a", "b"],
    old: "web1!",
  });
  expect(indexed.problems).toMatchObject([{ code: "SEARCH_SYNTAX", where: { line: 8 } }]);
});

it("evaluates eval macros within eventtypes", async () => {
  const addon = addonOf({
    "default/eventtypes.conf": "[mine]\nsearch = `st(my, result)`\n",
    "default/macros.conf":
      '[st(2)]\nargs = a, b\niseval = 1\ndefinition = "sourcetype=" . "$a$" . ":" . "$b$"\n',
  });
  const classifier = createClassifier(addon, await loadEval(addon, NOW));
  expect(classifier.problems).toEqual([]);
  expect(classifier.classify({ ...event, sourcetype: "my:result" }).eventtypes).toEqual(["mine"]);
});
