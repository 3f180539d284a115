/** Collects fields. A bag has no prototype, since names come from outside and may be `__proto__`. */

export type FieldValue = string | readonly string[];
export type FieldBag = Record<string, FieldValue>;

export function emptyBag(): FieldBag {
  const bag: FieldBag = Object.create(null);
  return bag;
}

/** With MV_ADD = false only the first value counts. */
export function addFirst(bag: FieldBag, name: string, value: string): void {
  if (bag[name] === undefined) bag[name] = value;
}

export function addAnother(bag: FieldBag, name: string, value: string): void {
  const before = bag[name];
  if (before === undefined) bag[name] = value;
  else if (isGrowing(before)) before.push(value);
  else {
    const values = [...[before].flat(), value];
    growing.add(values);
    bag[name] = values;
  }
}

const growing = new WeakSet<readonly string[]>();

/** Only arrays made here are pushed to: those of an event may be shared. */
function isGrowing(value: FieldValue): value is string[] {
  return typeof value === "object" && growing.has(value);
}

/** CLEAN_KEYS: transforms.conf.spec, «key cleaning». */
export function cleanKey(name: string): string {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(name)
    ? name
    : name.replace(/[^A-Za-z0-9]/g, "_").replace(/^[_0-9]+/, "");
}
