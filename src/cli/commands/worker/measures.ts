/** The requests about coverage: several workers measure into a folder of the client, and one of them reports. */
import { layMeasurement, reportMeasurement } from "../../../sandbox/measure/measurement.ts";
import type { CoverageReport } from "../../../sandbox/measure/report-coverage.ts";
import { printableBlock } from "../../../text/printable.ts";
import type { Arguments } from "./arguments.ts";
import { readAddon } from "./read-given.ts";

export async function measure(given: Arguments): Promise<null> {
  const into = given.neededText("into");
  const addon = readAddon(given);
  layMeasurement([addon, ...addon.also], into);
  return null;
}

export async function coverage(given: Arguments): Promise<CoverageReport> {
  const into = given.neededText("into");
  const python = given.text("python");
  const outputs = { xml: given.text("xml"), lcov: given.text("lcov"), html: given.text("html") };
  const addon = readAddon(given);
  const { total, text } = await reportMeasurement([addon, ...addon.also], into, outputs, python);
  return { total, text: printableBlock(text) };
}
