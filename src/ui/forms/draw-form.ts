/**
 * The form of an action as a document of its own. Nothing of the add-on's page gets there but texts, known elements, and
 * known attributes: no script, no address, no style.
 */
import { type Html, html, Html as RawHtml } from "../../reporters/text/html-text.ts";
import { type Choice, type Control, readControl } from "./controls.ts";
import { elementsIn, type FormElement, type FormNode, parseFormTree, textIn } from "./form-tree.ts";

export interface FormSpec {
  readonly action: string;
  /** The add-on's page; undefined where it has none. */
  readonly page: string | undefined;
  /** Parameters that the .conf files declare, with their values. */
  readonly params: ReadonlyMap<string, string>;
  readonly required: ReadonlySet<string>;
  /** What the search of a dropdown finds. */
  choices(control: Control): Promise<SearchedChoices>;
}

export interface SearchedChoices {
  readonly choices: readonly Choice[];
  /** Why there are none. */
  readonly error: string | undefined;
}

export interface DrawnForm {
  readonly body: Html;
  /** Parameters that have a field. */
  readonly fields: readonly string[];
  /** Custom elements that Splunk does not document. */
  readonly unknown: readonly string[];
}

const KEPT: ReadonlySet<string> = new Set(
  "div span p label h1 h2 h3 h4 h5 h6 ul ol li b i em strong small br hr fieldset legend table thead tbody tr th td code pre form dl dt dd section".split(
    " ",
  ),
);
const VOID: ReadonlySet<string> = new Set(["br", "hr"]);
/** What is in them is no text for people. */
const DROPPED: ReadonlySet<string> = new Set(
  "script style iframe object embed link meta base svg math template noscript title frame frameset video audio option splunk-option".split(
    " ",
  ),
);
/** A page that is larger is a mistake, and would keep the browser busy. */
const MOST_CHARACTERS = 1_000_000;

export async function drawForm(spec: FormSpec): Promise<DrawnForm> {
  const { page = "" } = spec;
  if (page.length > MOST_CHARACTERS)
    return noted(`The form is too large to be drawn: ${page.length} characters.`);
  const tree = parseFormTree(page);
  if (tree === undefined) return noted("The form is nested too deeply to be drawn.");
  const drawing = new Drawing(spec, tree);
  const drawn = await drawing.nodes(tree);
  const fields = [...drawing.fields];
  if (page.trim() === "") return { ...(await drawing.plain()), unknown: [] };
  const missing = [...spec.required].filter((name) => !drawing.fields.has(name));
  const body = html`${drawn}
  ${missing.map((name) => html`<p class="note">The form has no field for the required parameter ${name}.</p>`)}`;
  return { body, fields, unknown: [...drawing.unknown] };
}

function noted(text: string): DrawnForm {
  return { body: html`<p class="note">${text}</p>`, fields: [], unknown: [] };
}

class Drawing {
  readonly fields = new Set<string>();
  readonly unknown = new Set<string>();
  readonly #spec: FormSpec;
  /** Ids that a label of the page names. */
  readonly #labelled: ReadonlySet<string>;
  #number = 0;

  constructor(spec: FormSpec, tree: readonly FormNode[]) {
    this.#spec = spec;
    this.#labelled = new Set(
      [...elementsIn(tree)].flatMap(({ tag, attributes, children }) => {
        const target = attributes.get("for");
        return tag === "label" && target !== undefined && textIn(children).trim() !== ""
          ? [target]
          : [];
      }),
    );
  }

  async nodes(nodes: readonly FormNode[], label?: string): Promise<Html> {
    const drawn: Html[] = [];
    for (const node of nodes)
      drawn.push(typeof node === "string" ? html`${node}` : await this.#element(node, label));
    return html`${drawn}`;
  }

  /** For an action without a form: a field for each parameter, as no Splunk would show. */
  async plain(): Promise<Omit<DrawnForm, "unknown">> {
    const names = [...this.#spec.params.keys()].filter((name) => !name.startsWith("_"));
    const drawn: Html[] = [];
    for (const [index, name] of names.entries())
      drawn.push(
        await this.#control({
          kind: "text",
          name: `action.${this.#spec.action}.param.${name}`,
          id: `plain-${index}`,
          value: "",
          placeholder: "",
          choices: [],
          search: undefined,
          isMultiple: false,
          isHidden: false,
        }),
      );
    const body = html`<p class="note">
        The add-on has no form for this action, so Splunk shows no field. These are the parameters
        of alert_actions.conf.
      </p>
      ${drawn}`;
    return { body, fields: names };
  }

  async #element(element: FormElement, label?: string): Promise<Html> {
    const { tag, attributes, children } = element;
    if (DROPPED.has(tag)) return html``;
    const control = readControl(element, this.#number++);
    if (control !== undefined) return this.#control(control, label);
    if (tag === "splunk-control-group") return this.#group(element);
    if (tag.includes("-")) {
      this.unknown.add(tag);
      return html`<div class="note">&lt;${tag}&gt; is no element that Splunk documents.</div>
        ${await this.nodes(children, label)}`;
    }
    const inner = await this.nodes(children, label);
    // A link leads nowhere from here: its words stay.
    if (!KEPT.has(tag)) return inner;
    const kept = tag === "form" ? "div" : tag;
    const attribute = (name: string): Html =>
      attributes.has(name) ? html` ${name}="${attributes.get(name)}"` : html``;
    const open = new RawHtml(`<${kept}`);
    if (VOID.has(kept)) return html`${open} />`;
    return html`${open}${attribute("class")}${kept === "label" ? attribute("for") : ""}>${inner}${new RawHtml(`</${kept}>`)}`;
  }

  async #group({ attributes, children }: FormElement): Promise<Html> {
    const label = attributes.get("label") ?? "";
    const help = attributes.get("help") ?? "";
    return html`<div class="control-group">
      ${await this.nodes(children, label === "" ? undefined : label)}
      ${help === "" ? "" : html`<p class="help">${help}</p>`}
    </div>`;
  }

  async #control(control: Control, label?: string): Promise<Html> {
    const param = paramOf(control.name, this.#spec.action);
    if (param !== undefined) this.fields.add(param);
    const searched = control.search === undefined ? undefined : await this.#spec.choices(control);
    const choices = [...(searched?.choices ?? []), ...control.choices];
    const isRequired = param !== undefined && this.#spec.required.has(param);
    const unnamed = this.#labelled.has(control.id) ? undefined : (param ?? control.name);
    return html`<div class="field">
      ${drawLabel(control, label ?? unnamed, isRequired)}
      ${drawControl(control, this.#valueOf(control, param), choices, isRequired)}
      ${searched?.error === undefined ? "" : html`<p class="note">${searched.error}</p>`}
      <p class="refused" data-refused="${control.name}"></p>
    </div>`;
  }

  /** What the .conf files set goes before what the page says. */
  #valueOf({ value }: Control, param: string | undefined): string {
    const conf = param === undefined ? "" : (this.#spec.params.get(param) ?? "");
    return conf === "" ? value : conf;
  }
}

function drawLabel(
  { id, isHidden }: Control,
  words: string | undefined,
  isRequired: boolean,
): Html {
  const star = isRequired ? html` <span class="required" aria-hidden="true">*</span>` : html``;
  return words === undefined
    ? star
    : html`<label for="${id}">${words}${star}${isHidden ? " (hidden)" : ""}</label>`;
}

function paramOf(name: string, action: string): string | undefined {
  const prefix = `action.${action}.param.`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
}

function drawControl(
  { kind, name, id, placeholder, isMultiple }: Control,
  value: string,
  choices: readonly Choice[],
  isRequired: boolean,
): Html {
  const base = html`id="${id}" name="${name}"${isRequired ? html` aria-required="true"` : ""}`;
  const isChosen = (choice: Choice): boolean => choice.value === value;
  switch (kind) {
    case "area":
      return html`<textarea ${base} rows="4" placeholder="${placeholder}">${value}</textarea>`;
    case "select": {
      const all =
        value === "" || choices.some(isChosen) ? choices : [...choices, { value, label: value }];
      return html`<select ${base} ${isMultiple ? html`multiple` : ""}>
        ${all.map((choice) => html`<option value="${choice.value}" ${isChosen(choice) ? html`selected` : ""}>${choice.label}</option>`)}
      </select>`;
    }
    case "radio":
    case "checkbox":
      return html`<span class="choices" role="group"
        >${choices.map((choice, index) => html`<label class="choice"><input type="${kind}" name="${name}" id="${index === 0 ? id : `${id}-${index}`}" value="${choice.value}" ${isChosen(choice) ? html`checked` : ""} /> ${choice.label}</label>`)}</span
      >`;
    case "color":
      return html`<input
        type="color"
        ${base}
        value="${/^#[\da-f]{6}$/i.test(value) ? value : "#000000"}"
      />`;
    case "text":
      return html`<input type="text" ${base} value="${value}" placeholder="${placeholder}" />`;
  }
}
