/** The requests about stand-ins for splunkd. */
import type { RestRecord } from "../../../transcript.ts";
import type { Arguments } from "./arguments.ts";
import type { Surroundings } from "./methods.ts";
import type { ServeWish, ShownHome, ShownSplunkd } from "./opened.ts";
import { readGiven } from "./read-given.ts";

export async function serve(given: Arguments, { opened }: Surroundings): Promise<ShownSplunkd> {
  return opened.serve(await readWish(given));
}

export async function home(given: Arguments, { opened }: Surroundings): Promise<ShownHome> {
  return opened.home(await readWish(given));
}

export async function requests(
  given: Arguments,
  { opened }: Surroundings,
): Promise<readonly RestRecord[]> {
  const handle = given.neededNumber("splunkd");
  given.refuseOthers();
  return opened.splunkd(handle).requests;
}

export async function close(given: Arguments, { opened }: Surroundings): Promise<null> {
  const handle = given.neededNumber("splunkd");
  given.refuseOthers();
  await opened.close(handle);
  return null;
}

async function readWish(given: Arguments): Promise<ServeWish> {
  const { addon, request } = await readGiven(given);
  const { fixtures, owner: user, python, splunkVersion, network } = request;
  return { addon, fixtures, user, python, splunkVersion, network };
}
