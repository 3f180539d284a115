import { expect, it } from "vitest";
import { drawForm, type FormSpec } from "../../../../src/ui/forms/draw-form.ts";

function draw(page: string | undefined, more: Partial<FormSpec> = {}) {
  return drawForm({
    action: "act",
    page,
    params: new Map(),
    required: new Set(),
    choices: async () => ({ choices: [], error: undefined }),
    ...more,
  });
}

it("draws the fields of a plain form with the values of the .conf files", async () => {
  const page = `<form><div class="control-group"><label for="u">URL</label>
    <input type="text" id="u" name="action.act.param.url" value="of the page"></div>
    <textarea name="action.act.param.note">old</textarea></form>`;
  const { body, fields } = await draw(page, { params: new Map([["url", "https://x.test"]]) });
  expect(fields).toEqual(["url", "note"]);
  expect(body.text).toContain('value="https://x.test"');
  expect(body.text).toMatch(/<textarea[^>]*>\s*old/);
  // The field without a label gets its name as one.
  expect(body.text).toMatch(/<label for="field-\d+">note<\/label>/);
});

it("draws Splunk's own elements as controls that a browser has", async () => {
  const page = `<splunk-control-group label="Where" help="a hint">
      <splunk-text-input name="action.act.param.a"></splunk-text-input></splunk-control-group>
    <splunk-text-area name="action.act.param.b"></splunk-text-area>
    <splunk-select name="action.act.param.c" value="2"><option value="1">One</option><option value="2">Two</option></splunk-select>
    <splunk-radio-input name="action.act.param.d" value="x"><option value="x">X</option></splunk-radio-input>
    <splunk-color-picker name="action.act.param.e" value="#ff0000"></splunk-color-picker>`;
  const { body, fields, unknown } = await draw(page);
  expect(fields).toEqual(["a", "b", "c", "d", "e"]);
  expect(unknown).toEqual([]);
  expect(body.text).toContain(">Where</label>");
  expect(body.text).toContain("a hint");
  expect(body.text).toMatch(/<option value="2" selected/);
  expect(body.text).toMatch(/<input\s+type="radio"[^>]*value="x"\s+checked/);
  expect(body.text).toMatch(/<input\s+type="color"[^>]*value="#ff0000"/);
});

it("fills a dropdown by its search, and says why it cannot", async () => {
  const page = `<splunk-search-dropdown name="action.act.param.i" search="| rest /x" value-field="title" label-field="title"></splunk-search-dropdown>`;
  const filled = await draw(page, {
    choices: async ({ search }) => ({
      choices: [{ value: search?.text ?? "", label: search?.labelField ?? "" }],
      error: undefined,
    }),
  });
  expect(filled.body.text).toMatch(/<option value="\| rest \/x"[^>]*>title/);
  const broken = await draw(page, {
    choices: async () => ({ choices: [], error: "no such command" }),
  });
  expect(broken.body.text).toContain("no such command");
});

it("keeps no script, no style, no address and no event handler of the page", async () => {
  const page = `<script>alert(1)</script><style>*{}</style><iframe src="https://evil.test"></iframe>
    <form action="https://evil.test" onsubmit="x()"><img src=x onerror="alert(1)"><a href="https://evil.test">words</a>
    <svg onload="x()"><p>in svg</p></svg><base href="https://evil.test"><meta http-equiv="refresh" content="0;url=//evil.test">
    <input name="action.act.param.a" onfocus="x()" formaction="https://evil.test" style="x" autofocus></form>`;
  const { body, fields } = await draw(page);
  expect(fields).toEqual(["a"]);
  expect(body.text).toContain("words");
  expect(body.text).not.toMatch(
    /<script|<style|<iframe|evil\.test|\son\w+=|<img|<svg|<meta|<base|style=/,
  );
});

it("escapes what is written in attributes and between tags", async () => {
  const page = `<label for='"><script>'>&lt;script&gt;</label><input name='action.act.param.a"><script>' value='"><b>'>`;
  expect((await draw(page)).body.text).not.toMatch(/<script|<b>/);
});

it("shows an element that Splunk does not document as such", async () => {
  const { body, unknown } = await draw("<my-widget>inside</my-widget>");
  expect(unknown).toEqual(["my-widget"]);
  expect(body.text).toContain("&lt;my-widget&gt;");
  expect(body.text).toContain("inside");
});

it.each([undefined, "", "   "])(
  "offers the parameters themselves for the form %j",
  async (page) => {
    const { body, fields } = await draw(page, {
      params: new Map([
        ["a", "1"],
        ["_cam", "{}"],
      ]),
    });
    expect(fields).toEqual(["a"]);
    expect(body.text).toContain("has no form for this action");
  },
);

it("draws no form of 5 MB", async () => {
  expect((await draw("<p>x</p>".repeat(700_000))).body.text).toContain("too large");
});

it.each(["<div>", "<b>", "<x-a>"])("draws no form with endless %s within another", async (tag) => {
  const { body, fields } = await draw(tag.repeat(100_000));
  expect(body.text).toContain("nested too deeply");
  expect(fields).toEqual([]);
});

it("marks what is required, and names what has no field", async () => {
  const page = `<label for="a">A</label><input id="a" name="action.act.param.a">`;
  const { body } = await draw(page, { required: new Set(["a", "b"]) });
  expect(body.text).toContain('aria-required="true"');
  expect(body.text).toContain("no field for the required parameter b");
});
