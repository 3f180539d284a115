/** The options for the fence around a script. */
import type { Destination, FenceWish, NetworkWish } from "../../sandbox/fence/fence-types.ts";
import { readDestination } from "../../sandbox/fence/read-network.ts";
import type { FenceRequest } from "../../run/send-alert-request.ts";
import type { CommandLine } from "../command-line/command-page.ts";
import { choice, flag, type OptionSet, parsed, repeatable, usage } from "../command-line/option.ts";

export interface FenceValues {
  readonly fence: FenceWish | undefined;
  readonly network: NetworkWish | undefined;
  readonly isolate: boolean;
  readonly "no-isolate": boolean;
  readonly writable: readonly string[];
}

export const FENCE_OPTIONS: OptionSet<FenceValues> = {
  fence: choice(
    ["auto", "namespace", "landlock", "process", "off"],
    "What stands between the script and your machine: the strongest fence that can stand, the one that you name or an error, or nothing. Default: auto.",
  ),
  network: parsed(
    "deny|allow|record|replay[=HOST:PORT,…]",
    "What the script may reach, beside what ar-sim offers. A refused attempt fails the verdict. `record` writes calls to a cassette, and `replay` answers from it. Default: `network` in ar-sim.config, else deny.",
    readNetwork,
  ),
  isolate: flag(
    "Lets the script write to its sandbox only, which is the default below a fence of namespaces. Without that fence, ar-sim ends with an error.",
  ),
  "no-isolate": flag("Below a fence, lets the script write wherever you may write."),
  writable: repeatable("DIR", "Below a fence, lets the script write to this folder too."),
};

export function fenceRequestOf(line: CommandLine): FenceRequest {
  const { fence, network, isolate, "no-isolate": isOpen, writable } = line.of(FENCE_OPTIONS);
  if (!isolate) return { fence, network, isolate: isOpen ? false : undefined, writable };
  if (isOpen) {
    throw usage("--isolate and --no-isolate cannot be used together", { hint: "Use one of them." });
  }
  if (fence !== undefined && fence !== "auto" && fence !== "namespace") {
    throw usage(`--isolate cannot be used with --fence ${fence}`, {
      hint: "Only namespaces keep a script from writing: use --fence namespace.",
    });
  }
  return { fence: "namespace", network, isolate, writable };
}

/** `deny`, `replay`, or `allow` and `record`, with or without `=HOST:PORT,…`. `option`: as users write it, for errors. */
export function readNetwork(given: string, option: string): NetworkWish {
  if (given === "deny" || given === "allow") return given;
  if (given === "record" || given === "replay") return { tape: given, hosts: [] };
  const [, way, list] = /^(allow|record)=(.+)$/.exec(given) ?? [];
  if (list === undefined) {
    throw usage(
      `${option} must be deny, allow, record, replay, or allow=HOST:PORT, not \`${given}\``,
      {
        hint: `Write ${option} allow=127.0.0.1:9911, for example.`,
      },
    );
  }
  const hosts = list.split(",").map((text) => destination(text.trim(), option));
  return way === "record" ? { tape: "record", hosts } : hosts;
}

function destination(text: string, option: string): Destination {
  const read = readDestination(text);
  if (read !== undefined) return read;
  throw usage(`${option} needs a host and a port, not \`${text}\``, {
    hint: "Write api.example.com:443, for example. An IPv6 address has brackets: [2001:db8::1]:443.",
  });
}
