/** The part of the verdict on the calls that no stub answers. Pure. */
import type { Exchange, Reason } from "../transcript.ts";

const MOST_TOLD = 10;

/** Also where the script swallowed the error: what it does with an answer is not seen then. */
export function judgeHttp(exchanges: readonly Exchange[]): Reason[] {
  const unmatched = exchanges.filter(({ by }) => by === null);
  const [first] = unmatched;
  const why = first?.unmatched ?? undefined;
  if (why === undefined) return [];
  const calls = [...new Set(unmatched.flatMap(toldAs))];
  const more = calls.length > MOST_TOLD ? [`and ${calls.length - MOST_TOLD} more`] : [];
  return [
    {
      id: "http",
      status: "fail",
      message: `no stub answers ${unmatched.length === 1 ? "a call" : `${unmatched.length} calls`} of the script`,
      where: why.nearest ?? undefined,
      because: [...calls.slice(0, MOST_TOLD), ...more],
      hint: `To answer it, paste this below \`http:\` in \`given\` of the scenario, or in ar-sim.config.yaml: ${why.paste}`,
    },
  ];
}

function toldAs({ method, url, unmatched }: Exchange): string[] {
  const { nearest = null, differs = [] } = unmatched ?? {};
  const place =
    nearest === null ? "" : ` of the nearest stub, ${nearest.file}:${nearest.line ?? 1}`;
  const why =
    differs.length === 0 ? "" : `:${place === "" ? "" : `${place},`} ${differs.join("; ")}`;
  return [`${method} ${url}${why}`];
}
