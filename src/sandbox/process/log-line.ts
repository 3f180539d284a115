/** A line of splunkd.log. Ground: log.cfg for the layout, and lines that people quote. */

/** `MM-DD-YYYY HH:MM:SS.mmm +0000 LEVEL component [thread] - text`, in UTC. */
export function logLine(
  level: string,
  component: string,
  text: string,
  {
    atMs = Date.now(),
    thread = "1 TcpChannelThread",
  }: { readonly atMs?: number; readonly thread?: string } = {},
): string {
  const [, year, month, day, clock] =
    /^(\d+)-(\d\d)-(\d\d)T([\d:.]+)Z$/.exec(new Date(atMs).toISOString()) ?? [];
  return `${month}-${day}-${year} ${clock} +0000 ${level.padEnd(5)} ${component} [${thread}] - ${text}`;
}
