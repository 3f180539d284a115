/** The rules on what lies in the package and should not. */
export { compiledPython } from "./compiled-python.ts";
export { fileNotRead } from "./file-not-read.ts";
export { leftBehind } from "./left-behind.ts";
export { linkInside } from "./link-inside.ts";
export { nameNotPortable } from "./name-not-portable.ts";
export { privateKeyInside } from "./private-key-inside.ts";
export { sourceNotBuilt } from "./source-not-built.ts";
