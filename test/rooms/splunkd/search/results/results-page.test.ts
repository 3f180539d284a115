import { expect, it } from "vitest";
import { startStandIn } from "../../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";

it("shows the rows of a job where results_link leads, and the one row of a per-result link", async () => {
  const splunkd = await startStandIn({ webPort: 0 });
  try {
    const search = '| makeresults count=3 | streamstats count | eval text="<b>".count';
    const body = new URLSearchParams({ search, id: "my.1" });
    await askSplunkd(splunkd, "POST", "/services/search/jobs", { body });
    const get = async (path: string): Promise<[number, string]> => {
      const answer = await fetch(`http://127.0.0.1:${splunkd.webPort}${path}`);
      return [answer.status, await answer.text()];
    };
    const [status, whole] = await get("/app/search/@go?sid=my.1");
    expect(status).toBe(200);
    expect(whole.match(/<tr>/g)).toHaveLength(4);
    expect(whole).toContain("<td>&lt;b&gt;3</td>");
    const [, one] = await get(
      "/app/search/search?q=%7Cloadjob%20my.1%20%7C%20head%202%20%7C%20tail%201&earliest=0",
    );
    expect(one.match(/<tr>/g)).toHaveLength(2);
    expect(one).toContain("<td>&lt;b&gt;2</td>");
    expect((await get("/app/search/@go?sid=none"))[0]).toBe(404);
    expect((await get("/en-US/account/login"))[0]).toBe(404);
    expect((await get("//"))[0]).toBe(404);
  } finally {
    await splunkd[Symbol.asyncDispose]();
  }
});
