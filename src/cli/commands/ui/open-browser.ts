/** Opens an address in the browser of the user. That there is none is no error: the address is printed. */
import { spawn } from "node:child_process";

export function openBrowser(url: string): void {
  const [program, ...args] = commandFor(process.platform, url);
  const child = spawn(program, args, { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
}

function commandFor(platform: NodeJS.Platform, url: string): readonly [string, ...string[]] {
  if (platform === "darwin") return ["open", url];
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler", url];
  return ["xdg-open", url];
}
