/**
 * Inputs as the stanzas of inputs.conf that they are: `[monitor:///var/log]`, `[tcp://host:9000]`, told by what follows
 * the slashes. Ground: REST API Reference, «Input endpoint descriptions»; inputs.conf.spec.
 */
import type { FastifyInstance } from "fastify";
import type { Arguments } from "../../model/arguments.ts";
import type { Bucket } from "../../store/bucket.ts";
import { addCollection } from "./add-collection.ts";
import type { CollectionParts } from "./entity-collection.ts";
import { settingsIn } from "./settings-in.ts";
import { asBoolean, asText, type Content, content, type Entity } from "../../model/entity.ts";
import { confContent } from "./conf-content.ts";
import { RestError } from "../../model/rest-error.ts";

export interface StanzaInput {
  /** Below data/inputs. */
  readonly path: string;
  /** What stands before `://`. */
  readonly scheme: string;
  readonly title: string;
  readonly optional: readonly string[];
  readonly capability: string;
  /** Content that every one has. */
  readonly shows?: Readonly<Record<string, string | number>>;
  /** What the reference calls otherwise than inputs.conf. */
  readonly renames?: Readonly<Record<string, string>>;
  /** Told with its scheme in front. */
  readonly isCalledInFull?: boolean;
  /** What a new one is called. Throws a RestError where it may not be called so. */
  checkName?(name: string, args: Arguments): string;
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
const CHECKS = ["check-index", "check-path"];

export function addStanzaInputs(
  app: FastifyInstance,
  parts: CollectionParts,
  input: StanzaInput,
): void {
  const { scheme, title, capability, checkName, renames } = input;
  const prefix = `${scheme}://`;
  const settings = (args: Arguments): Content => {
    checkIndex(args, parts.store.bucket("indexes"));
    return settingsIn(args.without(CHECKS), renames);
  };
  addCollection(app, parts, {
    path: `data/inputs/${input.path}`,
    kind: "conf-inputs",
    isInApp: true,
    title,
    capabilities: { create: [capability], edit: [capability], remove: [capability] },
    fields: {
      required: ["name"],
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
    shows: (entity, { namespace }) => inputContent(entity, namespace.owner, input.shows),
    create(args) {
      const given = args.get("name") ?? "";
      const made = settings(args);
      const name = checkName?.(given, args) ?? given;
      return { name: name === "" ? "" : `${prefix}${name}`, content: made };
    },
    update: (_entity, args) => settings(args),
    conflict: (name) =>
      new RestError(
        409,
        `In handler '${title}': Cannot create input: ${name.slice(prefix.length)} already exists`,
      ),
    blank: () => content({ host: "$decideOnStartup", index: "default" }),
  });
}

function calledInput(entity: Entity, prefix: string): string {
  return entity.name.startsWith(prefix) ? entity.name.slice(prefix.length) : entity.name;
}

/** `owner`: whose namespace is asked for. */
export function inputContent(
  entity: Entity,
  owner: string,
  more: Readonly<Record<string, string | number>> = {},
): Content {
  const shown = confContent(entity, owner);
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
function checkIndex(args: Arguments, indexes: Bucket): void {
  const index = args.get("index") ?? "";
  if (!/^(?:1|true|t|yes)$/i.test(args.get("check-index") ?? "")) return;
  if (index !== "" && index !== "default" && indexes.named(index).length === 0)
    throw new RestError(400, `Parameter index: index=${index} does not exist`);
}
