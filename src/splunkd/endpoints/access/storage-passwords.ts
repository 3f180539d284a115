/** storage/passwords. Ground: REST API Reference, «storage/passwords»; splunklib's and solnlib's suites. */
import { collection } from "../../call/collection/collection.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { asText } from "../../model/entity.ts";
import { passwordContent, passwordName } from "../../model/password-name.ts";
import { RestError } from "../../model/rest-error.ts";

export const storagePasswords: readonly Endpoint[] = collection({
  path: "storage/passwords",
  kind: "passwords",
  title: "passwords",
  // Ground: the right whose want is the best documented break of an action for users who are no administrators.
  capabilities: {
    list: ["list_storage_passwords", "admin_all_objects"],
    create: ["edit_storage_passwords", "admin_all_objects"],
    edit: ["edit_storage_passwords", "admin_all_objects"],
    remove: ["edit_storage_passwords", "admin_all_objects"],
  },
  fields: { required: ["name", "password"], optional: ["realm"], wildcard: [] },
  canDisable: false,
  // The last colon may be left out.
  spell: (segment) => (/(?:^|[^\\])(?:\\\\)*:$/.test(segment) ? segment : `${segment}:`),
  create(args) {
    const [realm, username, password] = ["realm", "name", "password"].map(
      (key) => args.get(key) ?? "",
    );
    if (username === "" || password === "") {
      const what = username === "" ? "name" : "password";
      throw new RestError(400, `The following required arguments are missing: ${what}.`);
    }
    return {
      name: passwordName(realm ?? "", username ?? ""),
      content: passwordContent(realm ?? "", username ?? "", password ?? ""),
    };
  },
  update(entity, args) {
    const { realm, username } = entity.content;
    const password = args.get("password");
    if (password === undefined || password === "") {
      throw new RestError(400, "The following required arguments are missing: password.");
    }
    return passwordContent(asText(realm), asText(username), password);
  },
  changed: ({ content }, _what, { splunkd }) =>
    splunkd.secrets.saw(asText(content["clear_password"])),
  conflict: (name) =>
    new RestError(409, `Cannot create: an object with name=${name} already exists.`),
});
