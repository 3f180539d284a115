// Lookups that searches write, jobs that searches load, saved searches that searches run: all in one stand-in.
import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../../src/addon/tree.ts";
import { type Splunkd, startStandIn } from "../../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";

const addon = loadAddonFromTree(
  literalTree({
    "default/app.conf": "[package]\nid = TA_mine\n",
    "default/collections.conf": "[things]\nfield.n = number\n",
    "default/transforms.conf":
      "[things_lookup]\nexternal_type = kvstore\ncollection = things\nfields_list = _key, user, n\n",
    "default/savedsearches.conf": '[mine]\nsearch = | makeresults count=2 | eval a="$x$"\n',
    "metadata/default.meta": "[]\nexport = system\n",
  }),
);

async function search(splunkd: Splunkd, text: string) {
  const path = "/servicesNS/nobody/TA_mine/search/jobs";
  const body = new URLSearchParams({ search: text, exec_mode: "oneshot", output_mode: "json" });
  const answer = await askSplunkd(splunkd, "POST", path, { body });
  return JSON.parse(answer.text);
}

it("writes rows to the KV store and to files, and finds them again", async () => {
  await using splunkd = await startStandIn({ addon });
  const rows = '| makeresults | eval user="ann", n=1, _key="k1" | table _key user n';
  await search(splunkd, `${rows} | outputlookup things_lookup`);
  const { text } = await askSplunkd(
    splunkd,
    "GET",
    "/servicesNS/nobody/TA_mine/storage/collections/data/things",
  );
  expect(JSON.parse(text)).toEqual([{ _key: "k1", _user: "nobody", user: "ann", n: 1 }]);
  await search(
    splunkd,
    '| makeresults | eval user="bob", n=2 | table user n | outputlookup append=t things_lookup',
  );
  expect((await search(splunkd, "| inputlookup things_lookup | stats count")).results).toEqual([
    { count: "2" },
  ]);
  await search(splunkd, `${rows} | outputlookup people.csv`);
  expect(
    (
      await search(
        splunkd,
        '| makeresults | eval user="ann" | lookup people.csv user OUTPUT n | table user n',
      )
    ).results,
  ).toEqual([{ user: "ann", n: "1" }]);
  const { messages } = await search(splunkd, `${rows} | outputlookup nowhere`);
  expect(messages[0].text).toContain("requires a .csv or KV store lookup definition");
});

it("loads the rows of a job, and runs a saved search", async () => {
  await using splunkd = await startStandIn({ addon });
  const made = await askSplunkd(splunkd, "POST", "/services/search/jobs?output_mode=json", {
    body: new URLSearchParams({ search: "| makeresults count=3" }),
  });
  const { sid } = JSON.parse(made.text);
  expect((await search(splunkd, `| loadjob ${sid} | stats count`)).results).toEqual([
    { count: "3" },
  ]);
  expect((await search(splunkd, "| savedsearch mine x=1 | stats count by a")).results).toEqual([
    { a: "1", count: "2" },
  ]);
  const { messages } = await search(splunkd, "| loadjob 1.1");
  expect(messages[0].text).toBe("Error in 'loadjob' command: Cannot find artifacts for 1.1.");
});

it("loads nobody's job for another user", async () => {
  const users = [{ name: "analyst", roles: ["user"] }];
  await using splunkd = await startStandIn({ fixtures: { users } });
  const ask = async (text: string, password: string, id: string) => {
    const authorization = `Basic ${Buffer.from(password).toString("base64")}`;
    const body = new URLSearchParams({ search: text, id });
    await askSplunkd(splunkd, "POST", "/services/search/jobs", { body, authorization });
    return (await splunkd.open()).jobs.ofSid(id);
  };
  await ask("| makeresults", "admin:Chang3d!", "secret");
  expect((await ask("| loadjob secret", "analyst:Chang3d!", "stolen"))?.resultCount ?? 0).toBe(0);
  expect((await ask("| loadjob secret", "admin:Chang3d!", "own"))?.resultCount).toBe(1);
});

it("writes to no collection that the user may not write to", async () => {
  const users = [{ name: "analyst", roles: ["user"] }];
  await using splunkd = await startStandIn({ addon, fixtures: { users } });
  const write = async (login: string): Promise<string> => {
    const authorization = `Basic ${Buffer.from(`${login}:Chang3d!`).toString("base64")}`;
    const text = '| makeresults | eval user="ann" | table user | outputlookup things_lookup';
    const body = new URLSearchParams({ search: text, exec_mode: "oneshot", output_mode: "json" });
    const path = "/servicesNS/nobody/TA_mine/search/jobs";
    return (await askSplunkd(splunkd, "POST", path, { body, authorization })).text;
  };
  expect(await write("analyst")).toContain("You have no permission to write to the lookup");
  expect([...(await splunkd.open()).store.collections.of("TA_mine/things").all()]).toEqual([]);
  expect(JSON.parse(await write("admin")).results).toEqual([{ user: "ann" }]);
});
