/** Many nets asked at once: by the length of their prefix, so an address costs one look for each length there is. */
import { type Net, netOf, prefixOf } from "../../text/cidr.ts";

export class CidrIndex {
  /** `4/24` → prefix → places. */
  readonly #byLength = new Map<
    string,
    { readonly net: Net; readonly places: Map<string, number[]> }
  >();
  /** What is no net is compared as it stands. */
  readonly #plain = new Map<string, number[]>();

  constructor(nets: readonly string[]) {
    for (const [place, text] of nets.entries()) {
      const net = netOf(text);
      if (net === undefined) add(this.#plain, text, place);
      else {
        const id = `${net.family}/${net.bits}`;
        const length = this.#byLength.get(id) ?? { net, places: new Map<string, number[]>() };
        this.#byLength.set(id, length);
        add(length.places, net.prefix, place);
      }
    }
  }

  /** Places of the nets that the address is in, in ascending order. */
  fitting(address: string): number[] {
    const fitting = [...(this.#plain.get(address) ?? [])];
    for (const { net, places } of this.#byLength.values()) {
      const prefix = prefixOf(address, net);
      if (prefix !== undefined) fitting.push(...(places.get(prefix) ?? []));
    }
    return fitting.sort((one, other) => one - other);
  }
}

function add(map: Map<string, number[]>, key: string, place: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [place]);
  else known.push(place);
}
