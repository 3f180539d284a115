import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { readForm } from "../../../../src/addon/read/read-form.ts";

const formOf = (files: Record<string, string>) =>
  Object.fromEntries(readForm(loadAddonFromTree(literalTree(files)), "post"));

it("reads what a form wants and offers", () => {
  const html = `<form>
<!-- <input name="action.post.param.gone" required> -->
<input type="text" name="action.post.param.url" placeholder="https://example.com/?a=1&amp;b" required/>
<select name="action.post.param.level"><option value="">-</option><option value='high'>High</option></select>
<input name="action.other.param.x" required>
<textarea name="action.post.param.body"></textarea></form>`;
  expect(formOf({ "default/data/ui/alerts/post.html": html })).toEqual({
    url: { isRequired: true, values: ["https://example.com/?a=1&b"] },
    level: { isRequired: false, values: ["high"] },
    body: { isRequired: false, values: [] },
  });
});

it("reads what a form sends untouched: values, chosen options, checked boxes", () => {
  const html = `<form>
<input name="action.post.param.text" value="a &quot;b&quot;">
<textarea name="action.post.param.body"> Alert $name$ </textarea>
<select name="action.post.param.first"><option value="x">X</option><option value="y">Y</option></select>
<select name="action.post.param.chosen"><option value="x">X</option><option value="y" selected>Y</option></select>
<input type="radio" name="action.post.param.way" value="one"><input type="radio" name="action.post.param.way" value="two" checked>
<input type="checkbox" name="action.post.param.off" value="1">
<splunk-radio-input name="action.post.param.splunk" value="b"><option value="a">A</option></splunk-radio-input></form>`;
  const form = formOf({ "default/data/ui/alerts/post.html": html });
  const sent = Object.entries(form).flatMap(([name, { initial }]) =>
    initial === undefined ? [] : [[name, initial]],
  );
  expect(Object.fromEntries(sent)).toEqual({
    text: 'a "b"',
    body: "Alert $name$",
    first: "x",
    chosen: "y",
    way: "two",
    splunk: "b",
  });
});

it("takes a label with UCC's mark for a required field, and globalConfig.json for the rest", () => {
  const page = `<label class="control-label" for="post_account">Account <span class="required">*</span></label>
<splunk-search-dropdown name="action.post.param.account" id="post_account" search="| rest /services/ta_account" />`;
  const entity = [{ field: "account", validators: [{ type: "regex", pattern: "^a" }] }];
  const config = JSON.stringify({ alerts: [{ name: "post", entity }] });
  const form = formOf({
    "default/data/ui/alerts/post.html": page,
    "appserver/static/js/build/globalConfig.json": config,
  });
  expect(form["account"]).toMatchObject({
    isRequired: true,
    pattern: "^a",
    choicesFrom: "| rest /services/ta_account",
  });
});

it("reads globalConfig.json where there is no page", () => {
  const entity = [
    { field: "url", required: true, defaultValue: "https://example.com" },
    { field: "team", options: { items: [{ value: "red" }, { value: "blue" }] } },
    { label: "no field" },
  ];
  const config = JSON.stringify({ alerts: [{ name: "other" }, { name: "post", entity }] });
  expect(formOf({ "appserver/static/js/build/globalConfig.json": config })).toEqual({
    url: { isRequired: true, values: ["https://example.com"], initial: "https://example.com" },
    team: { isRequired: false, values: ["red", "blue"] },
  });
  expect(formOf({ "globalConfig.json": "[]" })).toEqual({});
});
