/** A value that comes later, and what gives it. */
export function later<T>(): [Promise<T>, (value: T) => void] {
  let give: ((value: T) => void) | undefined;
  const promise = new Promise<T>((done) => {
    give = done;
  });
  return [promise, (value) => give?.(value)];
}
