/** What a page shows beside what was printed: the same but for what differs from run to run. */

/** Times, ids, folders and the machine's name, made the same. */
export function normalised(text: string): string {
  return text
    .replace(/python \d+\.\d+\.\d+/g, "python 3.x")
    .replace(/\b\d+ ms\b/g, "N ms")
    .replace(/\bpid=\d+/g, "pid=N")
    .replace(/@@notable@@[0-9a-f]{32}/g, "@@notable@@HASH")
    .replace(/_at_\d{10}_\d+/g, "_at_TIME")
    .replace(/\bhost=[\w.-]+$/gm, "host=HERE")
    .replace(/\bworker="[\w.-]*"/g, 'worker="HERE"')
    .replace(/(?<!\d)\d{10}\.\d+\b/g, "TIME")
    .replace(/\b\d{10}\b/g, "TIME")
    .replace(/\d\d-\d\d-\d{4} \d\d:\d\d:\d\d\.\d{3} [+-]\d{4}/g, "CLOCK")
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}/g, "CLOCK")
    .replace(/\/[^\s"]*\/(?:ar-sim|splunk-\d+-)[^\s"/]*/g, "SANDBOX")
    .trimEnd();
}

/** What is shown, if it is what is printed; else what is printed. A line `…` stands for lines that are left out. */
export function asShown(printed: string, shown: string): string {
  const pieces = shown.split(/^…$/m).map((piece) => piece.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&"));
  if (pieces.every((piece) => piece.trim() === "")) return printed;
  return new RegExp(`^${pieces.join("[^]*")}$`).test(printed) ? shown : printed;
}
