/** The forms of alert actions: default/data/ui/alerts/<action>.html, and the parameters that their inputs name. */
import { SCOPES } from "../../conf/layered-conf.ts";
import type { Where } from "../../errors.ts";
import type { Facts } from "./facts.ts";

export interface Form {
  readonly file: string;
  /** The file's name, which has to be that of the action. */
  readonly action: string;
  readonly text: string;
  /** `name="action.<action>.param.<param>"` of each input. */
  readonly inputs: readonly { readonly name: string; readonly where: Where }[];
}

const FORM = new RegExp(`^(?:${SCOPES.join("|")})/data/ui/alerts/[^/]+\\.html$`);

export function formsOf(facts: Facts): Form[] {
  return facts.files
    .filter((path) => FORM.test(path))
    .map((file) => {
      const text = facts.text(file) ?? "";
      const shown = text.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, " "));
      const inputs = [...shown.matchAll(/\bname\s*=\s*["'](action\.[^"']*)["']/g)].map((match) => ({
        name: match[1] ?? "",
        where: { file, line: shown.slice(0, match.index).split("\n").length },
      }));
      return { file, action: file.replace(/^.*\/|\.html$/g, ""), text, inputs };
    });
}
