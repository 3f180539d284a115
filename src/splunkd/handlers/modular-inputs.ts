/**
 * The modular inputs that apps declare: `[<kind>://<name>]` of README/inputs.conf.spec and a script of that name, whose
 * `--scheme` tells its arguments; what cannot be run is read off the spec alone.
 * Ground: developer guide, «Create modular inputs»; inputs.conf.spec.
 */
import type { Addon } from "../../addon/addon.ts";
import { findScript } from "./find-script.ts";
import { OfAddon } from "../instance/apps/of-addon.ts";
import type { Apps } from "../instance/apps/apps.ts";
import type { RunRestScript } from "../model/handler-script.ts";

export interface InputArgument {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly dataType: string;
  readonly requiredOnCreate: boolean;
  readonly requiredOnEdit: boolean;
}

export interface InputScheme {
  readonly title: string;
  readonly description: string;
  readonly streamingMode: string;
  /** Its script is asked before anything is saved. */
  readonly isValidated: boolean;
  readonly args: readonly InputArgument[];
}

export interface InputKind {
  readonly kind: string;
  readonly app: string;
  readonly appRoot: string;
  /** In bin/; undefined where none is there. */
  readonly file: string | undefined;
  readonly python: { readonly required: string | undefined; readonly version: string | undefined };
  /** Settings that the spec names. */
  readonly settings: readonly string[];
}

function inputKinds(addon: Addon | undefined): ReadonlyMap<string, InputKind> {
  const kinds = new Map<string, InputKind>();
  if (addon === undefined) return kinds;
  for (const app of [...addon.also, addon]) {
    const spec = app.tree.read("README/inputs.conf.spec")?.toString("utf8") ?? "";
    for (const [kind, settings] of declared(spec)) {
      const setting = (key: string): string | undefined =>
        app.conf("inputs").stanzas.get(kind)?.settings.get(key)?.value.trim();
      kinds.set(kind, {
        kind,
        app: app.appId,
        appRoot: app.root,
        file: findScript(app.tree, kind),
        python: { required: setting("python.required"), version: setting("python.version") },
        settings,
      });
    }
  }
  return kinds;
}

/** Kinds with the settings below them; a spec describes other inputs too, which have no script. */
function* declared(spec: string): Generator<[string, string[]]> {
  let settings: string[] | undefined;
  let kind = "";
  for (const line of spec.split(/\r?\n/)) {
    const header = /^\[(?:([\w.-]+):\/\/.*|.*)\]\s*$/.exec(line);
    if (header !== null) {
      if (settings !== undefined) yield [kind, settings];
      kind = header[1] ?? "";
      settings = kind === "" ? undefined : [];
    } else {
      const key = /^\s*([\w.-]+)\s*=/.exec(line)?.[1];
      if (key !== undefined) settings?.push(key);
    }
  }
  if (settings !== undefined) yield [kind, settings];
}

interface ToldScheme {
  readonly title: string | null;
  readonly description: string | null;
  readonly streaming_mode: string | null;
  readonly use_external_validation: boolean;
  readonly args: readonly {
    readonly name: string;
    readonly title: string | null;
    readonly description: string | null;
    readonly data_type: string | null;
    readonly required_on_create: boolean;
    readonly required_on_edit: boolean;
  }[];
}

interface KnownInputs {
  readonly kinds: ReadonlyMap<string, InputKind>;
  readonly schemes: Map<string, Promise<InputScheme>>;
}

export class ModularInputs {
  readonly #apps: Apps;
  readonly #known = new OfAddon<KnownInputs>();
  readonly #run: RunRestScript | undefined;

  constructor(apps: Apps, run: RunRestScript | undefined) {
    this.#apps = apps;
    this.#run = run;
  }

  /** Read when they are first asked for, which few sessions do. */
  get kinds(): ReadonlyMap<string, InputKind> {
    return this.#inputs.kinds;
  }

  /** Asked of the script once. */
  scheme(input: InputKind): Promise<InputScheme> {
    const { schemes } = this.#inputs;
    const known = schemes.get(input.kind);
    if (known !== undefined) return known;
    const asked = this.#ask(input);
    schemes.set(input.kind, asked);
    return asked;
  }

  get #inputs(): KnownInputs {
    return this.#known.get(this.#apps.addon, (addon) => ({
      kinds: inputKinds(addon),
      schemes: new Map(),
    }));
  }

  /** What its script has against these settings; undefined where it has nothing, or cannot be asked. */
  async refusal(input: InputKind, items: string): Promise<string | undefined> {
    const end = await this.#start(input, { action: "validate", items });
    if (end === undefined || !("returned" in end)) return undefined;
    return typeof end.returned === "string" ? end.returned : undefined;
  }

  async #ask(input: InputKind): Promise<InputScheme> {
    const end = await this.#start(input, { action: "scheme" });
    if (end === undefined || !("returned" in end)) return fromSpec(input);
    const scheme = end.returned as ToldScheme;
    return {
      title: scheme.title ?? input.kind,
      description: scheme.description ?? "",
      streamingMode: scheme.streaming_mode ?? "simple",
      isValidated: scheme.use_external_validation,
      args: withName(
        scheme.args.map((arg) => ({
          name: arg.name,
          title: arg.title ?? arg.name,
          description: arg.description ?? "",
          dataType: arg.data_type ?? "string",
          requiredOnCreate: arg.required_on_create,
          requiredOnEdit: arg.required_on_edit,
        })),
      ),
    };
  }

  #start(input: InputKind, request: object): ReturnType<RunRestScript> | undefined {
    const { file, app, appRoot, python, kind } = input;
    if (file === undefined || this.#run === undefined) return undefined;
    return this.#run(
      { kind: "input", name: `input:${kind}`, app, appRoot, handler: file, isKept: false, python },
      JSON.stringify({ kind, ...request }),
    );
  }
}

function fromSpec({ kind, settings }: InputKind): InputScheme {
  const args = settings.map((name): InputArgument => ({
    name,
    title: name,
    description: "",
    dataType: "string",
    requiredOnCreate: false,
    requiredOnEdit: false,
  }));
  return {
    title: kind,
    description: "",
    streamingMode: "simple",
    isValidated: false,
    args: withName(args),
  };
}

/** Every kind has a name, whether its script says so or not. */
function withName(args: readonly InputArgument[]): readonly InputArgument[] {
  if (args.some(({ name }) => name === "name")) return args;
  const name: InputArgument = {
    name: "name",
    title: "name",
    description: "",
    dataType: "string",
    requiredOnCreate: true,
    requiredOnEdit: false,
  };
  return [name, ...args];
}
