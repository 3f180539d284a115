/** auth/login and logout. Ground: REST API User Manual, «Authentication»; texts as measured and as the SDKs' suites read them. */
import type { Family, Request } from "../../call/family.ts";
import { cookieName } from "../../call/hooks/authenticate.ts";
import type { Reply } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";

export const auth: Family = (app, { users, sessions, address }) => {
  app.post("/auth/login", { config: { isOpen: true } }, ({ args }): Reply => {
    const username = args.get("username");
    const password = args.get("password");
    if (username === undefined || password === undefined) {
      const missing = username === undefined ? "username" : "password";
      throw new RestError(400, `The following required arguments are missing: ${missing}.`);
    }
    const user = users.checkPassword(username, password);
    if (user === undefined) {
      throw new RestError(401, "Login failed", {
        type: "WARN",
        code: "incorrect_username_or_password",
      });
    }
    const sessionKey = sessions.open(user.name);
    const cookie = `${cookieName(address.port)}=${sessionKey}; Path=/; Secure; HttpOnly; Max-Age=3600`;
    return {
      kind: "response",
      values: { sessionKey },
      json: { sessionKey, message: "", code: "" },
      headers: args.get("cookie") === "1" ? { "Set-Cookie": cookie } : undefined,
    };
  });

  app.delete(
    "/authentication/httpauth-tokens/:key",
    ({ params }: Request<{ readonly key: string }>): Reply => {
      sessions.close(params.key);
      return { kind: "feed", title: "httpauth-tokens", views: [] };
    },
  );
};
