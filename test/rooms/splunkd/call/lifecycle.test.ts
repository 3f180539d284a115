// Who refuses first: turn, authentication, route, capability, namespace, arguments, and then the handler itself. Each row
// is wrong in all that stands from its own fault on, so that the fault before the others is the one that is told.
import { expect, it } from "vitest";
import { type Asking, injectSplunkd } from "../../../support/splunkd/inject-splunkd.ts";

const USERS = {
  users: [
    { name: "admin", password: "changeme", roles: ["admin"] },
    { name: "ann", password: "changeme", roles: ["user"] },
  ],
};
const ADMIN = `Basic ${btoa("admin:changeme")}`;
const ANN = `Basic ${btoa("ann:changeme")}`;
const PASSWORDS = "storage/passwords";
const NOWHERE = "/servicesNS/nobody/no_such_app";
const SEARCH = "/servicesNS/nobody/search";
const NO_FIELDS = { nonsense: "1" };
const NO_VALUE = { name: "", password: "" };

interface Row {
  readonly who: string;
  readonly request: readonly [method: string, url: string, asking: Asking];
  readonly refusal: readonly [status: number, text: string];
}

const rows: readonly Row[] = [
  {
    who: "authentication",
    request: ["POST", `${NOWHERE}/no/such/path`, { authorization: null, form: NO_FIELDS }],
    refusal: [401, "call not properly authenticated"],
  },
  {
    who: "authentication, of a password that is wrong",
    request: ["POST", `${NOWHERE}/${PASSWORDS}`, { authorization: `Basic ${btoa("ann:no")}` }],
    refusal: [401, "Unauthorized"],
  },
  {
    who: "the route, of a path that is not there",
    request: ["POST", `${NOWHERE}/no/such/path`, { authorization: ANN, form: NO_FIELDS }],
    refusal: [404, "Not Found"],
  },
  {
    who: "the route, of a verb that is not there",
    request: ["PATCH", `${NOWHERE}/${PASSWORDS}`, { authorization: ANN, form: NO_FIELDS }],
    refusal: [405, "Method Not Allowed"],
  },
  {
    who: "the capability",
    request: ["POST", `${NOWHERE}/${PASSWORDS}`, { authorization: ANN, form: NO_FIELDS }],
    refusal: [403, "edit_storage_passwords"],
  },
  {
    who: "the namespace, of an app that is not there",
    request: ["POST", `${NOWHERE}/${PASSWORDS}`, { authorization: ADMIN, form: NO_FIELDS }],
    refusal: [404, "Application does not exist: no_such_app"],
  },
  {
    who: "the namespace, of a user who is not there",
    request: [
      "POST",
      `/servicesNS/no_such_user/no_such_app/${PASSWORDS}`,
      { authorization: ADMIN, form: NO_FIELDS },
    ],
    refusal: [404, "User does not exist: no_such_user"],
  },
  {
    who: "the arguments, of one that is missing",
    request: ["POST", `${SEARCH}/${PASSWORDS}`, { authorization: ADMIN, form: NO_FIELDS }],
    refusal: [400, "without a target name"],
  },
  {
    who: "the arguments, of one that nobody takes",
    request: [
      "POST",
      `${SEARCH}/${PASSWORDS}`,
      { authorization: ADMIN, form: { ...NO_VALUE, ...NO_FIELDS } },
    ],
    refusal: [400, "is not supported by this handler"],
  },
  {
    who: "the handler",
    request: ["POST", `${SEARCH}/${PASSWORDS}`, { authorization: ADMIN, form: NO_VALUE }],
    refusal: [400, "The following required arguments are missing: name."],
  },
];

it.each(rows)("is refused by $who", async ({ request, refusal: [status, text] }) => {
  await using splunkd = injectSplunkd({ fixtures: USERS });
  const answer = await splunkd.inject(...request);
  expect(answer).toMatchObject({ status, text: expect.stringContaining(text) });
  expect(splunkd.requests.map((record) => record.status)).toEqual([status]);
});

it("asks nothing of who is not at his turn", async () => {
  await using splunkd = injectSplunkd({ fixtures: USERS });
  let begin = (): void => {};
  const turn = new Promise<void>((done) => (begin = done));
  const waiting = splunkd.inject("POST", `${NOWHERE}/no/such/path`, { authorization: null, turn });
  const other = await splunkd.inject("GET", "/services/server/info");
  expect([other.status, splunkd.requests.length]).toEqual([200, 1]);
  begin();
  expect((await waiting).status).toBe(401);
  expect(splunkd.requests.map(({ status }) => status)).toEqual([200, 401]);
});

it("answers the few that are open to all without a login", async () => {
  await using splunkd = injectSplunkd({ fixtures: USERS });
  const { status } = await splunkd.inject("POST", "/services/auth/login", {
    authorization: null,
    form: { username: "ann", password: "changeme" },
  });
  expect([status, splunkd.requests[0]?.user]).toEqual([200, null]);
});

it("sends the cookie again that a request came with, and commits before it answers", async () => {
  await using splunkd = injectSplunkd({ fixtures: USERS });
  const login = await splunkd.inject("POST", "/services/auth/login", {
    authorization: null,
    form: { username: "admin", password: "changeme", cookie: "1" },
  });
  const cookie = String(login.headers["set-cookie"]).split(";", 1)[0] ?? "";
  const kept: string[] = [];
  splunkd.core.parts.store.journal.keep = (lines) => void kept.push(...lines.map(([what]) => what));
  const { status, headers } = await splunkd.inject("POST", `${SEARCH}/${PASSWORDS}`, {
    authorization: null,
    headers: { cookie },
    form: { name: "ann", password: "secret" },
  });
  expect([status, kept]).toEqual([201, ["entity"]]);
  expect(String(headers["set-cookie"])).toContain(cookie);
});

it("answers what is not kept as a fault, not as a success", async () => {
  await using splunkd = injectSplunkd({ fixtures: USERS });
  splunkd.core.parts.store.journal.keep = () => {
    throw new Error("no space left on the disk");
  };
  const { status } = await splunkd.inject("POST", `${SEARCH}/${PASSWORDS}`, {
    form: { name: "ann", password: "secret" },
  });
  expect(status).toBe(500);
});
