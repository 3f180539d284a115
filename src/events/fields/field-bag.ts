// Fields under collection. No prototype: names come from outside, `__proto__` among them.

export type FieldValue = string | readonly string[];
export type FieldBag = Record<string, FieldValue>;

export function emptyBag(): FieldBag {
  return Object.create(null) as FieldBag;
}

/** As MV_ADD = false has it: what is found later is dropped. */
export function addFirst(bag: FieldBag, name: string, value: string): void {
  if (bag[name] === undefined) bag[name] = value;
}

export function addAnother(bag: FieldBag, name: string, value: string): void {
  const before = bag[name];
  if (before === undefined) bag[name] = value;
  // Only arrays made here are pushed to: those of an event may be shared.
  else if (typeof before === "object" && growing.has(before)) (before as string[]).push(value);
  else {
    const values = [...[before].flat(), value];
    growing.add(values);
    bag[name] = values;
  }
}

const growing = new WeakSet<readonly string[]>();

/** CLEAN_KEYS: transforms.conf.spec, «key cleaning». */
export function cleanKey(name: string): string {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(name)
    ? name
    : name.replace(/[^A-Za-z0-9]/g, "_").replace(/^[_0-9]+/, "");
}
