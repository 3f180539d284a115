import { expect, it } from "vitest";
import { storedPasswords } from "../../../../src/splunkd/visits/run-host.ts";
import { startStandIn } from "../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../support/splunkd/ask-splunkd.ts";

it("knows every secret that was made for what is to be masked, be it gone again", async () => {
  await using splunkd = await startStandIn();
  const post = async (path: string, form: Record<string, string>): Promise<string> =>
    (
      await askSplunkd(splunkd, "POST", `/services/${path}?output_mode=json`, {
        body: new URLSearchParams(form),
      })
    ).text;
  const passwords = "storage/passwords";
  await post(passwords, { name: "n", password: "made-1" });
  await post(`${passwords}/%3An%3A`, { password: "made-2" });
  await askSplunkd(splunkd, "DELETE", `/services/${passwords}/%3An%3A`);
  const { sessionKey } = JSON.parse(
    await post("auth/login", { username: "admin", password: "Chang3d!" }),
  );
  await askSplunkd(splunkd, "DELETE", `/services/authentication/httpauth-tokens/${sessionKey}`);
  const [token, input] = [
    await post("authorization/tokens", { name: "admin", audience: "a" }),
    await post("data/inputs/http", { name: "mine" }),
  ].map((text) => JSON.parse(text).entry[0].content.token as string);
  const known = storedPasswords(await splunkd.open()).map(({ password }) => password);
  expect(known).toEqual(expect.arrayContaining(["made-1", "made-2", sessionKey, token, input]));
});
