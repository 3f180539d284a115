/** AR088: A form that loses its inputs to an unclosed tag, comment or quote. */
import { formsOf } from "../../facts/forms.ts";
import { unclosedIn } from "../../reading/unclosed-in.ts";
import type { Check } from "../../rule/check.ts";

export const formBroken: Check = {
  id: "AR088",
  name: "form-broken",
  severity: "error",
  title: "A form that loses its inputs to an unclosed tag, comment or quote",
  why: "An unclosed comment, tag, quoted value, `<textarea>`, `<script>`, `<style>` or `<title>` swallows everything after it, so Splunk Web shows none of the inputs behind it. The finding is a warning where no input is lost, or where the tag ends in `/>`, which jQuery before 3.5 repaired. The rule ignores elements that HTML closes by itself, such as `<div>` and `<p>`. Ground: the tokenizer of the HTML standard («eof-in-comment», «eof-in-tag», RCDATA and RAWTEXT).",
  bad: {
    comment: {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "default/data/ui/alerts/ping.html":
        '<form>\n<!-- where to\n<input name="action.ping.param.url">\n</form>\n',
    },
    quote: {
      "default/alert_actions.conf": "[ping]\nparam.url =\nparam.user =\n",
      "default/data/ui/alerts/ping.html":
        '<input name="action.ping.param.url>\n<input name="action.ping.param.user">\n',
    },
    tag: {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "default/data/ui/alerts/ping.html":
        '<form class="form-horizontal">\n<input name="action.ping.param.url"\n',
    },
    textarea: {
      "default/alert_actions.conf": "[ping]\nparam.url =\nparam.user =\n",
      "default/data/ui/alerts/ping.html":
        '<textarea name="action.ping.param.url">\n<input name="action.ping.param.user">\n',
    },
    "closed in itself": {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "default/data/ui/alerts/ping.html":
        '<form><textarea name="action.ping.param.url"/>\n<span>where to</span></form>\n',
    },
  },
  good: {
    closed: {
      "default/alert_actions.conf": "[ping]\nparam.url =\nparam.user =\n",
      "default/data/ui/alerts/ping.html":
        '<form>\n<!-- a <textarea> -->\n<textarea name="action.ping.param.url"> 1 < 2 </textarea>\n<input name="action.ping.param.user" title="<b>who</b>">\n<script>if (1<2) "<input";</script>\n</form>\n',
    },
    "closed by HTML itself": {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "default/data/ui/alerts/ping.html":
        '<form><div><p>Where<br><input name="action.ping.param.url">\n',
    },
  },
  *run(facts) {
    for (const { file, text } of formsOf(facts)) {
      const unclosed = unclosedIn(text);
      if (unclosed === undefined) continue;
      const { what, offset, lost, isSelfClosed = false } = unclosed;
      const losesInput = /\bname\s*=\s*["']?action\./i.test(lost);
      yield {
        severity: losesInput && !isSelfClosed ? undefined : "warning",
        message: `${what} is never closed${losesInput ? ": inputs behind it are not shown" : ""}`,
        where: { file, line: text.slice(0, offset).split("\n").length },
        hint: isSelfClosed
          ? `Write ${what}…${what.replace("<", "</")}: HTML ignores the slash before \`>\`.`
          : "Close it, and open the file in a browser.",
      };
    }
  },
};
