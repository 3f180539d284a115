/** Reading the results file: it is not there, is read as bytes, or holds a very long field. */
import type { Explanation } from "../cause.ts";
import { allText } from "../words.ts";

/** Python's csv module stops at this many characters of one field. Ground: csv.field_size_limit(). */
const FIELD_LIMIT = /field larger than field limit \((\d+)\)/;

export const fieldTooLong: Explanation = ({ raised }) => {
  const limit = FIELD_LIMIT.exec(raised.message)?.[1];
  if (limit === undefined) return undefined;
  return {
    because: `Python's csv module stops at a field with more than ${limit} characters, and the results have a longer one.`,
    hint: "Raise the limit before reading: csv.field_size_limit(sys.maxsize). On Windows, use 2**31 - 1.",
  };
};

export const readAsBytes: Explanation = ({ raised }) => {
  if (!/iterator should return strings, not bytes/.test(raised.message)) return undefined;
  return {
    because: "The results file is opened as bytes, and Python 3's csv module reads text.",
    hint: 'Open it as text: gzip.open(path, "rt", encoding="utf-8", newline="").',
  };
};

/** Ground: an ad hoc `sendalert` after an empty search had no file, as one report says. */
export const noFile: Explanation = ({ raised, hasResultsFile, rowCount, place, sources }) => {
  if (hasResultsFile || rowCount > 0) return undefined;
  const isMissing = /FileNotFoundError|IOError|No such file or directory/.test(
    `${raised.type} ${raised.message}`,
  );
  const unbound =
    /(?:local variable '(\w+)' referenced before assignment|cannot access local variable '(\w+)')/.exec(
      raised.message,
    );
  const name = unbound?.[1] ?? unbound?.[2];
  const isOpened =
    name !== undefined &&
    new RegExp(`\\b${name}\\s*=\\s*(?:gzip\\.)?open\\(`).test(allText({ sources }));
  if (!isOpened && !(isMissing && /results_file|\.csv/.test(`${raised.message} ${place?.source}`)))
    return undefined;
  const follows = isOpened ? ` So \`${name}\` never gets a value, and closing it fails.` : "";
  return {
    because: `The search found no results, and an ad hoc run then has no results file.${follows}`,
    hint: "Let the script end well when there is no results file, or give rows.",
  };
};
