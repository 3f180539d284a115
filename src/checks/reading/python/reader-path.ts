/** The path of the Python program that reads scripts. It is beside the sources, in the package as in the repository. */
import { packageFile } from "../../../host/package-file.ts";

export const readerPath: string = packageFile("src/checks/reading/python/reader/read_scripts.py");
