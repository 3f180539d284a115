/** A list that remembers the latest of what is told of a stand-in, so that its memory does not grow with its age. */

/**
 * Adds to the end. At least the latest `most` are there afterwards, and less than twice as many. They go in one go now
 * and then: to shift ten thousand for each request would cost more than the request.
 */
export function keepLatest<T>(list: T[], item: T, most: number): void {
  if (list.length >= 2 * most - 1) list.splice(0, list.length - most + 1);
  list.push(item);
}
