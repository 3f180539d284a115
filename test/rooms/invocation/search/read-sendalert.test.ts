import { expect, it } from "vitest";
import { readSendalert } from "../../../../src/invocation/search/read-sendalert.ts";

const read = (search: string) => {
  const clause = readSendalert(search);
  return (
    clause && {
      ...clause,
      params: Object.fromEntries(clause.params),
      options: Object.fromEntries(clause.options),
    }
  );
};

it("reads action, params and options", () => {
  expect(
    read(
      '| makeresults | sendalert jira param.summary="a \\"b\\" | c" param.tlp=2 results_link="x" | stats count',
    ),
  ).toEqual({
    action: "jira",
    params: { summary: 'a "b" | c', tlp: "2" },
    options: { results_link: "x" },
    strays: [],
    rest: "stats count",
  });
});

it("takes any whitespace between arguments, and the command first behind a pipe", () => {
  expect(read("| sendalert\n  notable\n\tparam.a=1")).toMatchObject({
    action: "notable",
    params: { a: "1" },
  });
});

it("keeps bare words apart", () => {
  expect(read("sendalert x word param.a=")).toMatchObject({ strays: ["word"], params: { a: "" } });
});

it.each(["| makeresults", "index=main sendalert", "sendalerts x"])(
  "finds none in: %s",
  (search) => {
    expect(readSendalert(search)).toBeUndefined();
  },
);
