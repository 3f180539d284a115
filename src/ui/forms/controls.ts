/**
 * Splunk's own form elements, and what a browser has in their place. Ground: Splunk's «Create custom alert action UI», and
 * public forms that use them.
 */
import { type FormElement, elementsIn, textIn } from "./form-tree.ts";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export type Kind = "text" | "area" | "select" | "radio" | "color" | "checkbox";

/** A field as the frame draws it. */
export interface Control {
  readonly kind: Kind;
  readonly name: string;
  readonly id: string;
  readonly value: string;
  readonly placeholder: string;
  readonly choices: readonly Choice[];
  /** The search that gives choices at run time. */
  readonly search: ChoiceSearch | undefined;
  readonly isMultiple: boolean;
  readonly isHidden: boolean;
}

export interface ChoiceSearch {
  readonly text: string;
  readonly valueField: string;
  readonly labelField: string;
}

const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["input", "text"],
  ["textarea", "area"],
  ["select", "select"],
  ["splunk-text-input", "text"],
  ["splunk-text-area", "area"],
  ["splunk-select", "select"],
  ["splunk-search-dropdown", "select"],
  ["splunk-radio-input", "radio"],
  ["splunk-color-picker", "color"],
]);

const OPTIONS: ReadonlySet<string> = new Set(["option", "splunk-option"]);
/** They send nothing that an action could get. */
const NO_FIELDS: ReadonlySet<string> = new Set(["button", "submit", "reset", "image", "file"]);

/** undefined: the element is no field. */
export function readControl(element: FormElement, number: number): Control | undefined {
  const kind = KINDS.get(element.tag);
  const attribute = (name: string): string => element.attributes.get(name) ?? "";
  const type = element.tag === "input" ? attribute("type").toLowerCase() : "";
  if (kind === undefined || NO_FIELDS.has(type)) return undefined;
  return {
    kind: kindOf(kind, type),
    name: attribute("name"),
    id: attribute("id") || `field-${number}`,
    value: valueOf(element, type),
    placeholder: attribute("placeholder"),
    choices: choicesOf(element),
    search: searchOf(element),
    isMultiple: element.attributes.has("multiple"),
    isHidden: type === "hidden",
  };
}

function kindOf(kind: Kind, type: string): Kind {
  if (type === "checkbox" || type === "radio" || type === "color") return type;
  return kind;
}

function valueOf(element: FormElement, type: string): string {
  const { tag, attributes, children } = element;
  if (tag === "textarea") return textIn(children).replace(/^\n/, "");
  const isChoice = type === "checkbox" || type === "radio";
  if (isChoice && !attributes.has("checked")) return "";
  if (type === "checkbox") return attributes.get("value") ?? "1";
  const given = attributes.get("value");
  if (given !== undefined || KINDS.get(tag) !== "select") return given ?? "";
  const options = [...elementsIn(children)].filter(({ tag: inner }) => OPTIONS.has(inner));
  const chosen = options.find((option) => option.attributes.has("selected"));
  return chosen?.attributes.get("value") ?? "";
}

function choicesOf(element: FormElement): readonly Choice[] {
  const { tag, attributes, children } = element;
  if (tag === "input") {
    const value = attributes.get("value") ?? "1";
    return [{ value, label: value }];
  }
  return [...elementsIn(children)]
    .filter((inner) => OPTIONS.has(inner.tag))
    .map((option) => {
      const label = option.attributes.get("label") ?? textIn(option.children).trim();
      const value = option.attributes.get("value") ?? label;
      return { value, label: label === "" ? value : label };
    });
}

function searchOf({ tag, attributes }: FormElement): ChoiceSearch | undefined {
  const text = attributes.get("search") ?? "";
  if (tag !== "splunk-search-dropdown" || text === "") return undefined;
  const valueField = attributes.get("value-field") ?? attributes.get("label-field") ?? "";
  return { text, valueField, labelField: attributes.get("label-field") ?? valueField };
}
