/** The words of a command line that is being typed. The last one may be unfinished, an open quote included. */

const PIECE = /'([^']*)(?:'|$)|"((?:[^"\\]|\\.)*)(?:"|\\?$)|\\(.?)|([^\s'"\\]+)|(\s+)/gsu;

/** After a blank at the end, the last word is empty. Ground: quoting of POSIX shells, without expansions. */
export function shellWords(line: string): string[] {
  const words = [""];
  for (const [, single, double, escaped, plain, blank] of line.trimStart().matchAll(PIECE)) {
    if (blank !== undefined) words.push("");
    else words[words.length - 1] += single ?? unescaped(double) ?? escaped ?? plain ?? "";
  }
  return words;
}

function unescaped(text: string | undefined): string | undefined {
  return text?.replaceAll(/\\([$`"\\])/g, "$1");
}
