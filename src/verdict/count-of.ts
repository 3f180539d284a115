/** «1 event», «3 events». */
export function countOf(events: number): string {
  return events === 1 ? "1 event" : `${events} events`;
}
