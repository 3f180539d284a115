/** Where the Python program that reads scripts lies: beside the sources, in the package as in the repository. */
import { fileURLToPath } from "node:url";

/** Right from dist/checks/, dist/bin/ and src/checks/ alike. */
export const readerPath: string = fileURLToPath(
  new URL("../../src/checks/python/facts.py", import.meta.url),
);
