/** auth/login and logout. Ground: REST API User Manual, «Authentication»; texts as measured and as the SDKs' suites read them. */
import { cookieName } from "../../call/hooks/authenticate.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { RestError } from "../../model/rest-error.ts";

export const auth: readonly Endpoint[] = [
  {
    path: "auth/login",
    POST: {
      isOpen: true,
      run({ args, splunkd }) {
        const username = args.get("username");
        const password = args.get("password");
        if (username === undefined || password === undefined) {
          const what = username === undefined ? "username" : "password";
          throw new RestError(400, `The following required arguments are missing: ${what}.`);
        }
        const user = splunkd.users.checkPassword(username, password);
        if (user === undefined) {
          throw new RestError(401, "Login failed", {
            type: "WARN",
            code: "incorrect_username_or_password",
          });
        }
        const sessionKey = splunkd.sessions.open(user.name);
        const cookie = `${cookieName(splunkd.address.port)}=${sessionKey}; Path=/; Secure; HttpOnly; Max-Age=3600`;
        return {
          kind: "response",
          values: { sessionKey },
          json: { sessionKey, message: "", code: "" },
          ...(args.get("cookie") === "1" ? { headers: { "Set-Cookie": cookie } } : {}),
        };
      },
    },
  },
  {
    path: "authentication/httpauth-tokens/{key}",
    DELETE: {
      run({ params, splunkd }) {
        splunkd.sessions.close(params["key"] ?? "");
        return { kind: "feed", title: "httpauth-tokens", views: [] };
      },
    },
  },
];
