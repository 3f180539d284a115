/** Reads a cassette, one exchange after the other: only small bodies stand in it. */
import { basename } from "node:path";
import { HarnessError, type Where } from "../../errors.ts";
import { messageOf, systemCode } from "../../host/caught.ts";
import { readRegularText } from "../../host/files/read-regular.ts";
import { readDocument } from "../../host/document/read-document.ts";
import { CASSETTE_VERSION, EXCHANGE_FORM, type RecordedExchange } from "./cassette-schema.ts";
import { CASSETTE_END } from "./write-exchange.ts";

export interface PlacedExchange {
  readonly exchange: RecordedExchange;
  readonly where: Where;
}

const AGAIN = "Record it again with --network record.";

/** @throws HarnessError HTTP_NO_CASSETTE, HTTP_BAD_CASSETTE */
export function readCassette(path: string): PlacedExchange[] {
  const text = textOf(path);
  const [head = "", ...documents] = text.split(/^---[^\S\n]*\r?$/m);
  const version = /^version:\s*(\S+)/m.exec(head)?.[1];
  if (version !== CASSETTE_VERSION) {
    const isOther = version?.startsWith("ar-sim/cassette/") === true;
    throw new HarnessError(
      "HTTP_BAD_CASSETTE",
      isOther
        ? `the cassette is ${version}, and this ar-sim reads ${CASSETTE_VERSION}`
        : `the file does not begin with \`version: ${CASSETTE_VERSION}\``,
      {
        hint: isOther ? `Use a newer ar-sim. ${AGAIN}` : AGAIN,
        where: { file: path, line: 1 },
      },
    );
  }
  if (!text.trimEnd().endsWith(CASSETTE_END)) {
    throw new HarnessError(
      "HTTP_BAD_CASSETTE",
      "the cassette breaks off: its last line is missing",
      {
        hint: `${AGAIN} If you edited it, write this at its end: ${CASSETTE_END}`,
        where: { file: path, line: text.split("\n").length },
      },
    );
  }
  let line = head.split("\n").length;
  return documents.map((document) => {
    const placed = exchangeOf(document, path, line);
    line += document.split("\n").length - 1;
    return placed;
  });
}

function exchangeOf(text: string, path: string, line: number): PlacedExchange {
  const { value, problems } = readDocument<RecordedExchange>(EXCHANGE_FORM, {
    file: path,
    text,
  });
  const [problem] = problems;
  if (value !== undefined && problem === undefined)
    return { exchange: value, where: { file: path, line } };
  const { message = "an exchange is empty", hint = AGAIN, where } = problem ?? {};
  throw new HarnessError("HTTP_BAD_CASSETTE", message, {
    hint,
    where: { ...where, file: path, line: line + (where?.line ?? 1) - 1 },
  });
}

function textOf(path: string): string {
  try {
    return readRegularText(path);
  } catch (error) {
    const isMissing = systemCode(error) === "ENOENT";
    throw new HarnessError(
      isMissing ? "HTTP_NO_CASSETTE" : "HTTP_BAD_CASSETTE",
      isMissing
        ? `there is no cassette ${basename(path)}`
        : `the cassette cannot be read: ${messageOf(error)}`,
      { hint: "Record it with --network record.", where: { file: path } },
    );
  }
}
