/** What a user reads who is to attach the debugger of an editor. */
export function howToAttach(port: number, waitMs: number): string {
  const attach = `{ "name": "ar-sim", "type": "debugpy", "request": "attach", "connect": { "host": "127.0.0.1", "port": ${port} } }`;
  return [
    `the script waits for a debugger at 127.0.0.1:${port}, for ${waitMs / 1000} s at most`,
    "  VS Code, in `configurations` of .vscode/launch.json:",
    `    ${attach}`,
    "  PyCharm, from 2025.3 on: a run configuration «Attach to DAP»",
    `    with the remote address 127.0.0.1:${port}`,
    "  Set breakpoints in your own files. No path mapping is needed.",
    "",
  ].join("\n");
}
