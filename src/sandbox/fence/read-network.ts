/** What a script may reach, from what users write: on the command line, in ar-sim.config, and in scenarios. */
import type { Config } from "../../addon/config/config-schema.ts";
import { HOST_AND_PORT } from "../../addon/config/network-defs.ts";
import type { Destination, NetworkWish } from "./fence-types.ts";

const DESTINATION = new RegExp(HOST_AND_PORT);

/** `api.example.com:443` or `[2001:db8::1]:443`. Undefined for anything else. */
export function readDestination(text: string): Destination | undefined {
  if (!DESTINATION.test(text)) return undefined;
  const cut = text.lastIndexOf(":");
  return { host: text.slice(0, cut).replace(/^\[|\]$/g, ""), port: Number(text.slice(cut + 1)) };
}

/** `declared` has passed its schema. */
export function networkOf(declared: Config["network"]): NetworkWish | undefined {
  if (declared === undefined) return undefined;
  if (declared === "record" || declared === "replay") return { tape: declared, hosts: [] };
  if (typeof declared === "string") return declared;
  if ("record" in declared) return { tape: "record", hosts: destinations(declared.record) };
  return destinations(declared.allow);
}

function destinations(list: readonly string[]): Destination[] {
  return list.flatMap((text) => readDestination(text) ?? []);
}
