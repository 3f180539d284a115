/** A search command as one value: all that the parser, the pipeline, splunkd, and the help need of it. */
import type { CommandKind, CompileCommand } from "./stage/stage.ts";

export interface CommandTraits {
  /** Its arguments hold eval expressions: a field's name may stand in single quotes there, and hold a pipe. */
  readonly takesExpressions: boolean;
  /** It neither names nor orders fields. */
  readonly keepsFields: boolean;
  /** A generating command that may come later all the same, and says itself when not. */
  readonly checksPlace: boolean;
}

export interface Command extends CommandTraits {
  readonly name: string;
  readonly kind: CommandKind;
  readonly compile: CompileCommand;
}

const USUAL: CommandTraits = { takesExpressions: false, keepsFields: false, checksPlace: false };

/** Its code is loaded when it is used first: the module exports it under the command's name. */
export function command<Name extends string>(
  name: Name,
  kind: CommandKind,
  load: () => Promise<{ readonly [One in Name]: CompileCommand }>,
  traits: Partial<CommandTraits> = {},
): Command {
  let compile: CompileCommand | undefined;
  return {
    ...USUAL,
    ...traits,
    name,
    kind,
    async compile(call, world, context) {
      compile ??= (await load())[name];
      return compile(call, world, context);
    },
  };
}
