/** What file names mean on systems other than this one. */

/**
 * The same for two names that are one file where case does not count. Upper case folds more than lower case does: `ß` to
 * `SS`, and both forms of the small sigma to one. Ground: Unicode, «Default Case Folding».
 */
export function foldedName(name: string): string {
  if (ASCII.test(name)) return name.toUpperCase();
  return name.normalize("NFC").toUpperCase().normalize("NFC");
}

const ASCII = /^[\u0000-\u007f]*$/;

/**
 * Why Windows cannot hold a file or folder of this name, in words that go on from it.
 * Ground: Microsoft's «Naming Files, Paths, and Namespaces».
 */
export function windowsFault(name: string): string | undefined {
  if (/^(?:CON|PRN|AUX|NUL|(?:COM|LPT)[1-9¹²³])(?:\.|$)/i.test(name))
    return "is the name of a device on Windows";
  if (/[<>:"|?*]/.test(name)) return "has a character that no name on Windows has";
  return /[. ]$/.test(name) ? "ends with a dot or space, which Windows drops" : undefined;
}
