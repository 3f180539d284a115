/** storage/passwords. Ground: REST API Reference, «storage/passwords»; splunklib's and solnlib's suites. */
import { addCollection } from "../../call/collection/add-collection.ts";
import type { Family } from "../../call/family.ts";
import { asText } from "../../model/entity.ts";
import { passwordContent, passwordName } from "../../model/password-name.ts";
import { RestError } from "../../model/rest-error.ts";

// Ground: the right whose want is the best documented break of an action for users who are no administrators.
const LIST = ["list_storage_passwords", "admin_all_objects"];
const EDIT = ["edit_storage_passwords", "admin_all_objects"];

export const storagePasswords: Family = (app, parts) => {
  const { secrets } = parts;
  addCollection(app, parts, {
    path: "storage/passwords",
    kind: "passwords",
    capabilities: { list: LIST, create: EDIT, edit: EDIT, remove: EDIT },
    fields: { required: ["name", "password"], optional: ["realm"], wildcard: [] },
    canDisable: false,
    // The last colon may be left out.
    spell: (segment) => (/(?:^|[^\\])(?:\\\\)*:$/.test(segment) ? segment : `${segment}:`),
    create(args) {
      const realm = args.get("realm") ?? "";
      const username = args.get("name") ?? "";
      const password = args.get("password") ?? "";
      if (username === "") throw isMissing("name");
      if (password === "") throw isMissing("password");
      return {
        name: passwordName(realm, username),
        content: passwordContent(realm, username, password),
      };
    },
    update({ content: { realm, username } }, args) {
      const password = args.get("password") ?? "";
      if (password === "") throw isMissing("password");
      return passwordContent(asText(realm), asText(username), password);
    },
    changed: ({ content }) => secrets.saw(asText(content["clear_password"])),
    conflict: (name) =>
      new RestError(409, `Cannot create: an object with name=${name} already exists.`),
  });
};

function isMissing(argument: string): RestError {
  return new RestError(400, `The following required arguments are missing: ${argument}.`);
}
