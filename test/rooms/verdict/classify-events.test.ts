import { describe, expect, it } from "vitest";
import { loadAddonFromTree } from "../../../src/addon/load-addon.ts";
import { literalTree } from "../../../src/addon/tree.ts";
import { createClassifier } from "../../../src/verdict/classify-events.ts";
import { event } from "../../support/samples/sample-run.ts";

const classifierOf = (files: Record<string, string>) =>
  createClassifier(loadAddonFromTree(literalTree(files)));

const found = { ...event, sourcetype: "my:result", eventtypes: [], tags: [] };

it("gives events the eventtypes and tags of the add-on", () => {
  const classifier = classifierOf({
    "default/eventtypes.conf":
      "[mine]\nsearch = sourcetype=my:result\n[off]\nsearch = *\ndisabled = 1\n",
    "default/tags.conf":
      "[eventtype=mine]\nmodaction_result = enabled\nold = disabled\n[host=SH1]\nprod = enabled\n",
  });
  expect(classifier.classify(found)).toMatchObject({
    eventtypes: ["mine"],
    tags: ["modaction_result", "prod"],
  });
  expect(classifier.taggedWith("modaction_result")).toEqual(["mine"]);
});

it("finds a tag that local takes back, and one on a name with odd characters", () => {
  const classifier = classifierOf({
    "default/eventtypes.conf": "[a b]\nsearch = *\n[mine]\nsearch = *\n",
    "default/tags.conf": "[eventtype=a%20b]\nx = enabled\n[eventtype=mine]\ny = enabled\n",
    "local/tags.conf": "[eventtype=mine]\ny = disabled\n",
  });
  expect(classifier.classify(found).tags).toEqual(["x"]);
});

it("says which clause failed, and of what eventtype the event is instead", () => {
  const classifier = classifierOf({
    "default/eventtypes.conf":
      "[mine]\nsearch = index=summary sourcetype=my:result\n[other]\nsearch = sourcetype=my:*\n",
    "default/tags.conf": "[eventtype=mine]\nmodaction_result = enabled\n",
  });
  const why = classifier.whyNot("modaction_result", classifier.classify(found));
  expect(why.fields).toEqual(["index"]);
  expect(why.reasons).toEqual([
    expect.stringMatching(
      /^event has index `main`; clause index=summary of \[mine\] \(.*eventtypes\.conf:1\) wants `summary`$/,
    ),
    "the event is of the eventtype [other], which tags.conf does not tag modaction_result",
  ]);
});

describe("says why no eventtype carries a tag:", () => {
  it.each([
    ["there is no eventtype", {}, /no eventtypes\.conf with an eventtype/],
    [
      "the tag is on an eventtype of another name",
      {
        "default/eventtypes.conf": "[my_result]\nsearch = *\n",
        "default/tags.conf": "[eventtype=my_results]\nmodaction_result = enabled\n",
      },
      /tags\.conf:2 tags \[eventtype=my_results\], but no eventtypes\.conf has a stanza \[my_results\]; did it mean \[my_result\] \(.*eventtypes\.conf:1\)\?/,
    ],
    [
      "the stanza forgets `eventtype=`",
      {
        "default/eventtypes.conf": "[mine]\nsearch = *\n",
        "default/tags.conf": "[mine]\nmodaction_result = enabled\n",
      },
      /tags\.conf:2 tags \[mine\]: the stanza must be \[eventtype=mine\]/,
    ],
    [
      "the tag is not enabled",
      {
        "default/eventtypes.conf": "[mine]\nsearch = *\n",
        "default/tags.conf": "[eventtype=mine]\nmodaction_result = 1\n",
      },
      /tags\.conf:2 does not enable it on \[eventtype=mine\]: write modaction_result = enabled/,
    ],
    [
      "the eventtype is disabled",
      {
        "default/eventtypes.conf": "[mine]\nsearch = *\ndisabled = true\n",
        "default/tags.conf": "[eventtype=mine]\nmodaction_result = enabled\n",
      },
      /\[mine\] \(.*eventtypes\.conf:1\) is disabled/,
    ],
    [
      "the eventtype has no search",
      {
        "default/eventtypes.conf": "[mine]\ndescription = x\n",
        "default/tags.conf": "[eventtype=mine]\nmodaction_result = enabled\n",
      },
      /\[mine\] \(.*eventtypes\.conf:1\) has no `search`/,
    ],
    [
      "the tag is misspelt",
      {
        "default/eventtypes.conf": "[mine]\nsearch = *\n",
        "default/tags.conf": "[eventtype=mine]\nmodaction_results = enabled\n",
      },
      /tags\.conf:2 spells the tag `modaction_results`, not `modaction_result`/,
    ],
    [
      "tags.conf says nothing",
      { "default/eventtypes.conf": "[mine]\nsearch = *\n" },
      /gives the tag to none of \[mine\] \(.*eventtypes\.conf:1\)/,
    ],
  ])("%s", (_title, files: Record<string, string>, reason) => {
    const classifier = classifierOf(files);
    expect(classifier.taggedWith("modaction_result")).toEqual([]);
    expect(classifier.whyNoneHas("modaction_result").join("\n")).toMatch(reason);
  });
});
