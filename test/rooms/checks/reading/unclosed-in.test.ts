import { expect, it } from "vitest";
import { unclosedIn } from "../../../../src/checks/reading/unclosed-in.ts";

it.each([
  ["<p>a<!-- b <input>", "the comment", "<!-- b <input>"],
  ["<p class='a>b", "a quoted value", "a>b"],
  ["<p ", "the tag", "<p "],
  ["<script>let a = '</p>';", "<script>", "let a = '</p>';"],
  ["<TEXTAREA>a</textareas>", "<textarea>", "a</textareas>"],
])("tells what of `%s` is never closed", (html, what, lost) => {
  expect(unclosedIn(html)).toMatchObject({ what, lost });
});

it.each([
  "",
  "1 < 2 and <3",
  "<!doctype html><p>a",
  "<!-->a",
  "<a title=don't>b</a>",
  '<a data-content="<b>x</b>">y</a>',
  '<a data-content=\'<input name="x">\' title="1 > 0">y</a>',
  "<textarea><!-- </textarea>",
  "<style>a > b { content: '<!--' }</style >",
  "<% if x < 1: %><p>a</p><% end %>",
])("finds nothing unclosed in `%s`", (html) => {
  expect(unclosedIn(html)).toBeUndefined();
});

it("reads a large file in no more time than its size asks for", () => {
  expect(unclosedIn('<a b="c">'.repeat(200_000))).toBeUndefined();
  expect(unclosedIn("<".repeat(500_000))).toBeUndefined();
});
