import { expect, it } from "vitest";
import { startStandIn } from "../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../support/splunkd/ask-splunkd.ts";

const ACCEPTED = [
  "search index=main [search index=main | head 1 | fields host]",
  'search [| makeresults | eval user="bob" | return user] | stats count by user',
  "| makeresults count=3 | where _time > [| makeresults | eval x=2 | return $x]",
  "search `notable` | search [search [search a | fields b] | fields c] | head 1",
  "search a | append [search b | stats count]",
];

const REFUSED = [
  ["search [search a | nonsense]", "Unknown search command 'nonsense'"],
  ["search [search a", "Mismatched '['"],
  ["search a | where [search b | stats nonsense(x)]", "stats"],
] as const;

it("takes what a job takes, subsearches included, and refuses what is wrong in them", async () => {
  await using splunkd = await startStandIn();
  for (const root of ["/services/search", "/servicesNS/admin/search/search/v2"]) {
    const parse = async (q: string) => {
      const body = new URLSearchParams({ q, output_mode: "json" });
      const { status, text } = await askSplunkd(splunkd, "POST", `${root}/parser`, { body });
      return { status, answer: JSON.parse(text) };
    };
    for (const q of ACCEPTED) {
      const { status, answer } = await parse(q);
      expect([q, status, answer.messages]).toEqual([q, 200, undefined]);
    }
    for (const [q, why] of REFUSED) {
      const { status, answer } = await parse(q);
      expect([status, answer.messages?.[0]?.text]).toEqual([400, expect.stringContaining(why)]);
    }
    const { answer } = await parse(ACCEPTED[0] ?? "");
    expect(answer.commands).toMatchObject([
      { command: "search", rawargs: "index=main [search index=main | head 1 | fields host]" },
    ]);
  }
});
