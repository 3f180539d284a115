/**
 * Inputs as the stanzas of inputs.conf that they are: `[monitor:///var/log]`, `[tcp://host:9000]`, told by what follows
 * the slashes. Ground: REST API Reference, «Input endpoint descriptions»; inputs.conf.spec.
 */
import type { Arguments } from "../../model/arguments.ts";
import type { Call } from "../call.ts";
import { collection, ownArguments } from "./collection.ts";
import type { CollectionSpec } from "./collection-spec.ts";
import type { Endpoint } from "../endpoint.ts";
import { asBoolean, asText, type Content, content, type Entity } from "../../model/entity.ts";
import { confContent } from "./conf-content.ts";
import { RestError } from "../../model/rest-error.ts";

export interface StanzaInput {
  /** Below data/inputs. */
  readonly path: string;
  /** What stands before `://`. */
  readonly scheme: string;
  readonly title: string;
  readonly required?: readonly string[];
  readonly optional: readonly string[];
  readonly capability: string;
  /** Content that every one has. */
  readonly shows?: Readonly<Record<string, string | number>>;
  /** What the reference calls otherwise than inputs.conf. */
  readonly renames?: Readonly<Record<string, string>>;
  /** Told with its scheme in front. */
  readonly isCalledInFull?: boolean;
  /** Name and settings of a new one from its arguments. Throws a RestError. */
  name?(name: string, args: Arguments, call: Call): string;
}

/** Of any input. Ground: inputs.conf.spec. */
const COMMON = ["host", "index", "source", "sourcetype", "disabled", "_meta", "_TCP_ROUTING"];

/** Ground: the suite of the Ansible collection for Enterprise Security has these as true JSON, and the host undecided. */
const FLAGS = new Set([
  "followTail",
  "recursive",
  "no_appending_timestamp",
  "no_priority_stripping",
]);
const NUMBERS = new Set(["host_segment", "rawTcpDoneTimeout"]);

/** Asked of the caller and not kept. */
const CHECKS = new Set(["check-index", "check-path"]);

export function stanzaInputs(input: StanzaInput): Endpoint[] {
  const { scheme, title, capability } = input;
  const prefix = `${scheme}://`;
  const settings = (args: Arguments): Content => {
    const own = ownArguments(args);
    return content(
      Object.entries(own)
        .filter(([key]) => !CHECKS.has(key))
        .map(([key, value]) => [input.renames?.[key] ?? key, value] as const),
    );
  };
  const spec: CollectionSpec = {
    path: `data/inputs/${input.path}`,
    kind: "conf-inputs",
    isInApp: true,
    title,
    capabilities: { create: [capability], edit: [capability], remove: [capability] },
    fields: {
      required: ["name", ...(input.required ?? [])],
      optional: [...COMMON, ...CHECKS, ...input.optional],
      wildcard: ["_.*"],
    },
    isMember: (entity) => entity.name.startsWith(prefix),
    called: (entity) => (input.isCalledInFull === true ? entity.name : calledInput(entity, prefix)),
    spell(segment) {
      // Told in full, it comes back with its slashes twice encoded.
      const name = segment.replace(/%2f/gi, "/");
      return name.startsWith(prefix) ? name : `${prefix}${segment}`;
    },
    shows: (entity, call) => inputContent(entity, call, input.shows),
    create(args, call) {
      const given = args.get("name") ?? "";
      checkIndex(args, call);
      const name = input.name?.(given, args, call) ?? given;
      return { name: name === "" ? "" : `${prefix}${name}`, content: settings(args) };
    },
    update(_entity, args, call) {
      checkIndex(args, call);
      return settings(args);
    },
    conflict: (name) =>
      new RestError(
        409,
        `In handler '${title}': Cannot create input: ${name.slice(prefix.length)} already exists`,
      ),
    blank: () => content({ host: "$decideOnStartup", index: "default" }),
  };
  return collection(spec);
}

function calledInput(entity: Entity, prefix: string): string {
  return entity.name.startsWith(prefix) ? entity.name.slice(prefix.length) : entity.name;
}

export function inputContent(
  entity: Entity,
  call: Call,
  more: Readonly<Record<string, string | number>> = {},
): Content {
  const shown = confContent(entity, call.namespace.owner);
  const typed = Object.entries(shown).map(([key, value]) => {
    if (FLAGS.has(key)) return [key, asBoolean(value)] as const;
    // Ground: the Terraform provider reads the interval of a script as a number; a cron schedule stays text.
    const mayBe = NUMBERS.has(key) || (key === "interval" && entity.name.startsWith("script://"));
    const isNumber = mayBe && /^\d+$/.test(asText(value));
    return [key, isNumber ? Number(value) : value] as const;
  });
  return content([
    ["index", "default"],
    ["host", "$decideOnStartup"],
    ["_rcvbuf", 1_572_864],
    ...Object.entries(more),
    ...typed,
  ]);
}

/** Ground: the reference, `check-index`: only where it is asked for. */
function checkIndex(args: Arguments, { splunkd }: Call): void {
  const index = args.get("index") ?? "";
  if (!/^(?:1|true|t|yes)$/i.test(args.get("check-index") ?? "")) return;
  if (
    index !== "" &&
    index !== "default" &&
    splunkd.store.bucket("indexes").named(index).length === 0
  )
    throw new RestError(400, `Parameter index: index=${index} does not exist`);
}
