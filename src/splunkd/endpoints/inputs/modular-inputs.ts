/**
 * data/modular-inputs, and data/inputs/<kind> of the kinds that apps declare. No input is run; its script is asked for
 * its scheme, and whether it takes what is to be saved.
 * Ground: developer guide, «Create modular inputs»; REST API Reference, «data/modular-inputs».
 */
import { addCollection } from "../../call/collection/add-collection.ts";
import { listViews } from "../../call/collection/list-views.ts";
import { settingsIn } from "../../call/collection/settings-in.ts";
import { single } from "../../call/collection/single.ts";
import { inputContent } from "../../call/collection/add-stanza-inputs.ts";
import type { Family, PathRequest } from "../../call/family.ts";
import { checkArguments } from "../../call/hooks/check-arguments.ts";
import type {
  InputArgument,
  InputKind,
  InputScheme,
  ModularInputs,
} from "../../handlers/modular-inputs.ts";
import { validationItems } from "../../handlers/validation-items.ts";
import type { Arguments } from "../../model/arguments.ts";
import { asText, content, effective, type Value } from "../../model/entity.ts";
import type { Reply, View } from "../../model/reply.ts";
import { notFound, RestError, unknownPath } from "../../model/rest-error.ts";
import type { Parts } from "../../parts.ts";

/** Of any input, whatever its scheme says. Ground: inputs.conf.spec. */
const COMMON: readonly string[] =
  "name host index source sourcetype disabled interval python.version python.required start_by_shell run_introspection send_index_as_argument_for_path run_only_one sharding eai:acl.app eai:acl.owner eai:acl.sharing".split(
    " ",
  );

const kindIn = ({ params }: PathRequest): string => params["kind"] ?? "";

export const modularInputs: Family = (app, parts) => {
  const { modularInputs: declared } = parts;
  app.get("/data/modular-inputs", async ({ args }): Promise<Reply> => {
    const kinds = [...declared.kinds.values()];
    const views = await Promise.all(kinds.map((input) => kindView(input, declared)));
    return { kind: "feed", title: "modular-inputs", ...listViews(views, args) };
  });
  app.get("/data/modular-inputs/:kind", async (request: PathRequest): Promise<Reply> => {
    const input = declared.kinds.get(kindIn(request));
    if (input === undefined) throw notFound(kindIn(request));
    return { kind: "feed", title: "modular-inputs", views: [await kindView(input, declared)] };
  });

  const kindMeant = (request: PathRequest): InputKind => {
    const input = declared.kinds.get(kindIn(request));
    if (input === undefined) throw unknownPath();
    return input;
  };
  addCollection(app, parts, {
    path: "data/inputs/:kind",
    kind: "conf-inputs",
    isInApp: true,
    guard: (request) => void kindMeant(request),
    isMember: (entity, request) => entity.name.startsWith(`${kindIn(request)}://`),
    called: shortName,
    spell: (segment, request) => `${kindIn(request)}://${segment}`,
    shows: (entity, { namespace }) => inputContent(entity, namespace.owner),
    // Before anything is saved, its scheme is asked for, and then maybe its script.
    async check(request, isNew) {
      const input = kindMeant(request);
      const scheme = await declared.scheme(input);
      checkScheme(scheme, isNew, request.args);
      if (scheme.isValidated) await askScript(input, request, parts);
    },
    create(args, request) {
      const name = args.get("name") ?? "";
      return {
        name: name === "" ? "" : `${kindIn(request)}://${name}`,
        content: settingsIn(args),
      };
    },
    update: (_entity, args) => settingsIn(args),
    conflict: (name, request) =>
      new RestError(
        409,
        `In handler '${kindIn(request)}': An object with name=${shortName({ name })} already exists`,
      ),
  });
};

function shortName({ name }: { readonly name: string }): string {
  return name.slice(name.indexOf("://") + 3);
}

function checkScheme({ args }: InputScheme, isCreate: boolean, given: Arguments): void {
  const others = args.filter(({ name }) => name !== "name");
  const required = others.filter((arg) => (isCreate ? arg.requiredOnCreate : arg.requiredOnEdit));
  checkArguments(given, {
    required: [...(isCreate ? ["name"] : []), ...required.map(({ name }) => name)],
    optional: [...COMMON, ...others.map(({ name }) => name)],
    wildcard: ["_.*"],
  });
  for (const arg of others) checkType(arg, given.get(arg.name) ?? "");
}

function checkType({ name, dataType }: InputArgument, value: string): void {
  const isRight =
    value === "" ||
    (dataType === "number"
      ? Number.isFinite(Number(value))
      : dataType !== "boolean" || /^(?:[01]|t|f|true|false|y|n|yes|no)$/i.test(value));
  if (!isRight) throw new RestError(400, `Argument "${name}" must be a ${dataType}: '${value}'.`);
}

async function askScript(input: InputKind, request: PathRequest, parts: Parts): Promise<void> {
  const { args, params } = request;
  const { store, modularInputs: declared } = parts;
  const name = args.get("name") ?? params["name"] ?? "";
  const [known] = store.bucket("conf-inputs").named(`${input.kind}://${name}`);
  const settings = { ...(known && effective(known)), ...settingsIn(args) };
  const key = request.sessionKey ?? parts.sessions.open(request.user.name);
  const items = validationItems({ name, settings, sessionKey: key }, parts);
  const refusal = await declared.refusal(input, items);
  if (refusal !== undefined)
    throw new RestError(400, `Argument validation for scheme=${input.kind}: ${refusal}`);
}

async function kindView(input: InputKind, declared: ModularInputs): Promise<View> {
  const scheme = await declared.scheme(input);
  const args = scheme.args.map((arg, order): [string, Value] => [
    arg.name,
    {
      title: arg.title,
      description: arg.description,
      data_type: arg.dataType,
      order: asText(order),
      required_on_create: String(arg.requiredOnCreate),
      required_on_edit: String(arg.requiredOnEdit),
    },
  ]);
  const shown = content({
    title: scheme.title,
    description: scheme.description,
    streaming_mode: scheme.streamingMode,
    endpoint: { args: Object.fromEntries(args), id: input.kind },
    "eai:appName": input.app,
  });
  const { views } = single("modular-inputs", "data/modular-inputs", input.kind, shown);
  const [view] = views;
  if (view === undefined) throw notFound(input.kind);
  return { ...view, app: input.app, owner: "nobody", sharing: "app" };
}
