/**
 * The fields that spath makes of a JSON text: `a.b` for members, `a{}` for the items of an array, several values as one
 * multivalue field. Ground: Search Reference, «spath»; searchbnf.conf.
 */

export type JsonField = readonly [string, string | readonly string[]];

/** Every leaf of a value, by its path. */
export function jsonFields(value: unknown): JsonField[] {
  const found = new Map<string, string[]>();
  collect(value, "", found);
  return [...found].map(([name, values]) => [name, single(values)]);
}

/** What lies at `a.b{}.c` or `a{0}`: text as it is, anything else as JSON. */
export function jsonAt(value: unknown, path: string): string | readonly string[] | undefined {
  let here: unknown[] = [value];
  for (const match of path.matchAll(/([^.{}]+)|\{(\d*)\}/g)) {
    const [, name, index] = match;
    here = here.flatMap((one) => {
      if (name !== undefined) return member(one, name);
      if (!Array.isArray(one)) return [];
      if (index === "") return one as unknown[];
      const item: unknown = one[Number(index)];
      return item === undefined ? [] : [item];
    });
  }
  const values = here.map(textOf);
  return values.length === 0 ? undefined : single(values);
}

function member(value: unknown, name: string): unknown[] {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return [];
  return [(value as Record<string, unknown>)[name]];
}

function collect(value: unknown, path: string, found: Map<string, string[]>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, `${path}{}`, found);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, inner] of Object.entries(value))
      collect(inner, path === "" ? name : `${path}.${name}`, found);
  } else if (path !== "") {
    const values = found.get(path);
    if (values === undefined) found.set(path, [textOf(value)]);
    else values.push(textOf(value));
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function single(values: readonly string[]): string | readonly string[] {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}
