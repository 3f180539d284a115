/** The REST API that `| rest` asks where a search runs outside of a stand-in: the caller's own, or one that starts when asked. */
import type { SplWorld } from "../../search/spl/stage/stage.ts";
import type { SplunkdOptions } from "../instance/settings.ts";
import type { Splunkd } from "../start-stand-in.ts";

type Ask = NonNullable<SplWorld["rest"]>;

export class RestOnDemand implements AsyncDisposable {
  readonly #options: SplunkdOptions;
  readonly #given: Splunkd | undefined;
  #started: Promise<Splunkd> | undefined;

  constructor(options: SplunkdOptions, given?: Splunkd) {
    this.#options = options;
    this.#given = given;
  }

  /** What it needs is loaded by the first call: other searches do not pay for it. */
  readonly ask: Ask = async (path, args) => {
    const { askRest } = await import("./world/rest-rows.ts");
    const { NOBODY } = await import("../instance/users.ts");
    const { open, user, sessionKey } = await this.standIn();
    const parts = await open();
    return askRest(parts, parts.users.find(user) ?? NOBODY, sessionKey)(path, args);
  };

  standIn(): Promise<Splunkd> {
    return (this.#started ??= import("../start-stand-in.ts").then(
      ({ startStandIn }) => this.#given ?? startStandIn(this.#options),
    ));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // One that did not start has told the search why.
    const started = await this.#started?.catch(() => undefined);
    if (this.#given === undefined) await started?.close();
  }
}
