import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { readForm } from "../../../../src/scenario/init/read-form.ts";

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

it("reads globalConfig.json where there is no page", () => {
  const entity = [
    { field: "url", required: true, defaultValue: "https://example.com" },
    { field: "team", options: { items: [{ value: "red" }, { value: "blue" }] } },
    { label: "no field" },
  ];
  const config = JSON.stringify({ alerts: [{ name: "other" }, { name: "post", entity }] });
  expect(formOf({ "appserver/static/js/build/globalConfig.json": config })).toEqual({
    url: { isRequired: true, values: ["https://example.com"] },
    team: { isRequired: false, values: ["red", "blue"] },
  });
  expect(formOf({ "globalConfig.json": "[]" })).toEqual({});
});
