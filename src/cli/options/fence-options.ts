/** The options for the fence around a script. */
import type { Destination, FenceWish, NetworkWish } from "../../sandbox/fence/fence-types.ts";
import type { FenceRequest } from "../../run/send-alert-request.ts";
import type { CommandLine } from "../command-line/command-page.ts";
import { choice, flag, type OptionSet, parsed, repeatable, usage } from "../command-line/option.ts";

export interface FenceValues {
  readonly fence: FenceWish | undefined;
  readonly network: NetworkWish | undefined;
  readonly "no-isolate": boolean;
  readonly writable: readonly string[];
}

export const FENCE_OPTIONS: OptionSet<FenceValues> = {
  fence: choice(
    ["auto", "namespace", "landlock", "process", "off"],
    "What stands between the script and your machine: the strongest fence that can stand, the one that you name or an error, or nothing. Default: auto.",
  ),
  network: parsed(
    "deny|allow[=HOST:PORT,…]",
    "What the script may reach, beside what ar-sim offers. A refused attempt fails the verdict. Default: deny.",
    readNetwork,
  ),
  "no-isolate": flag("Below a fence, lets the script write wherever you may write."),
  writable: repeatable("DIR", "Below a fence, lets the script write to this folder too."),
};

export function fenceRequestOf(line: CommandLine): FenceRequest {
  const { fence, network, "no-isolate": isOpen, writable } = line.of(FENCE_OPTIONS);
  return { fence, network, isolate: isOpen ? false : undefined, writable };
}

function readNetwork(given: string, option: string): NetworkWish {
  if (given === "deny" || given === "allow") return given;
  const list = /^allow=(.+)$/.exec(given)?.[1];
  if (list === undefined) {
    throw usage(`${option} must be deny, allow or allow=HOST:PORT, not \`${given}\``, {
      hint: `Write ${option} allow=127.0.0.1:9911, for example.`,
    });
  }
  return list.split(",").map((one) => destination(one.trim(), option));
}

function destination(text: string, option: string): Destination {
  const [, host, port] = /^(\[[\da-f:.]+\]|[^\s:/[\]]+):(\d{1,5})$/i.exec(text) ?? [];
  const number = Number(port);
  if (host !== undefined && number > 0 && number < 65_536)
    return { host: host.replace(/^\[|\]$/g, ""), port: number };
  throw usage(`${option} allow= needs a host and a port, not \`${text}\``, {
    hint: "Write api.example.com:443, for example. An IPv6 address has brackets: [2001:db8::1]:443.",
  });
}
