/** Work on many items, some at a time. */

/** As many at a time as there are workers, each taking the next one. */
export async function sideBySide<T>(
  items: readonly T[],
  workers: number,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const work = async (): Promise<void> => {
    for (const item of left) await act(item);
  };
  await Promise.all(Array.from({ length: Math.max(1, workers) }, work));
}
