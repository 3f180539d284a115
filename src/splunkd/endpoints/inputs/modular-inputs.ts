/**
 * data/modular-inputs, and data/inputs/<kind> of the kinds that apps declare. No input is run; its script is asked for
 * its scheme, and whether it takes what is to be saved.
 * Ground: developer guide, «Create modular inputs»; REST API Reference, «data/modular-inputs».
 */
import type { Call } from "../../call/call.ts";
import { checkArguments } from "../../call/hooks/check-arguments.ts";
import { collection, ownArguments } from "../../call/collection/collection.ts";
import type { CollectionSpec } from "../../call/collection/collection-spec.ts";
import type { Endpoint, Verb } from "../../call/endpoint.ts";
import { asText, content, effective, type Value } from "../../model/entity.ts";
import { listViews } from "../../call/collection/list-views.ts";
import type { InputArgument, InputKind, InputScheme } from "../../handlers/modular-inputs.ts";
import type { Feed, View } from "../../model/reply.ts";
import { notFound, RestError, unknownPath } from "../../model/rest-error.ts";
import { inputContent } from "../../call/collection/stanza-inputs.ts";
import { validationItems } from "../../handlers/validation-items.ts";
import { single } from "../../call/collection/single.ts";

/** Of any input, whatever its scheme says. Ground: inputs.conf.spec. */
const COMMON: readonly string[] =
  "name host index source sourcetype disabled interval python.version python.required start_by_shell run_introspection send_index_as_argument_for_path run_only_one sharding eai:acl.app eai:acl.owner eai:acl.sharing".split(
    " ",
  );

const spec: CollectionSpec = {
  path: "data/inputs/{kind}",
  kind: "conf-inputs",
  isInApp: true,
  guard: (call) => void kindOf(call),
  isMember: (entity, call) => entity.name.startsWith(`${call.params["kind"]}://`),
  called: (entity) => entity.name.slice(entity.name.indexOf("://") + 3),
  spell: (segment, call) => `${call.params["kind"]}://${segment}`,
  shows: (entity, call) => inputContent(entity, call),
  create: (args, call) => {
    const name = args.get("name") ?? "";
    return {
      name: name === "" ? "" : `${call.params["kind"]}://${name}`,
      content: ownArguments(args),
    };
  },
  update: (_entity, args) => ownArguments(args),
  conflict: (name, call) =>
    new RestError(
      409,
      `In handler '${call.params["kind"]}': An object with name=${name.slice(name.indexOf("://") + 3)} already exists`,
    ),
};

export const modularInputs: readonly Endpoint[] = [
  { path: "data/modular-inputs", GET: { run: list } },
  { path: "data/modular-inputs/{kind}", GET: { run: one } },
  ...collection(spec).map(checked),
];

function kindOf({ params, splunkd }: Call): InputKind {
  const found = splunkd.modularInputs.kinds.get(params["kind"] ?? "");
  if (found === undefined) throw unknownPath();
  return found;
}

/** Before anything is saved, its scheme is asked for, and then maybe its script. */
function checked(endpoint: Endpoint): Endpoint {
  const { path, POST } = endpoint;
  const isCreate = path === spec.path;
  if (POST === undefined || (!isCreate && path !== `${spec.path}/{name}`)) return endpoint;
  const verb: Verb = {
    ...POST,
    async run(call) {
      const input = kindOf(call);
      const scheme = await call.splunkd.modularInputs.scheme(input);
      checkScheme(scheme, isCreate, call);
      if (scheme.isValidated) await askScript(input, call);
      return POST.run(call);
    },
  };
  return { ...endpoint, POST: verb };
}

function checkScheme({ args }: InputScheme, isCreate: boolean, call: Call): void {
  const others = args.filter(({ name }) => name !== "name");
  const required = others.filter((arg) => (isCreate ? arg.requiredOnCreate : arg.requiredOnEdit));
  checkArguments(call.args, {
    required: [...(isCreate ? ["name"] : []), ...required.map(({ name }) => name)],
    optional: [...COMMON, ...others.map(({ name }) => name)],
    wildcard: ["_.*"],
  });
  for (const arg of others) checkType(arg, call.args.get(arg.name) ?? "");
}

function checkType({ name, dataType }: InputArgument, value: string): void {
  const isRight =
    value === "" ||
    (dataType === "number"
      ? Number.isFinite(Number(value))
      : dataType !== "boolean" || /^(?:[01]|t|f|true|false|y|n|yes|no)$/i.test(value));
  if (!isRight) throw new RestError(400, `Argument "${name}" must be a ${dataType}: '${value}'.`);
}

async function askScript(input: InputKind, call: Call): Promise<void> {
  const { args, splunkd } = call;
  const name = args.get("name") ?? call.params["name"] ?? "";
  const [known] = splunkd.store.bucket("conf-inputs").named(`${input.kind}://${name}`);
  const settings = { ...(known && effective(known)), ...ownArguments(args) };
  const items = validationItems(call, name, settings);
  const refusal = await splunkd.modularInputs.refusal(input, items);
  if (refusal !== undefined)
    throw new RestError(400, `Argument validation for scheme=${input.kind}: ${refusal}`);
}

async function list(call: Call): Promise<Feed> {
  const { kinds } = call.splunkd.modularInputs;
  const views = await Promise.all([...kinds.values()].map((input) => viewOf(input, call)));
  return { kind: "feed", title: "modular-inputs", ...listViews(views, call.args) };
}

async function one(call: Call): Promise<Feed> {
  const { kinds } = call.splunkd.modularInputs;
  const input = kinds.get(call.params["kind"] ?? "");
  if (input === undefined) throw notFound(call.params["kind"] ?? "");
  return { kind: "feed", title: "modular-inputs", views: [await viewOf(input, call)] };
}

async function viewOf(input: InputKind, call: Call): Promise<View> {
  const scheme = await call.splunkd.modularInputs.scheme(input);
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
