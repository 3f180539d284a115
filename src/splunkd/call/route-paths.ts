/**
 * The paths that routes were registered for, whatever their verbs: where a path is known and its verb is not, splunkd says
 * 405. A GET answers HEAD too, and a POST answers PUT unless a route of its own does.
 */
import type { FastifyInstance, RouteOptions } from "fastify";

export class RoutePaths {
  readonly #urls = new Set<string>();
  #patterns: readonly RegExp[] | undefined;

  /** Sees each route as it is registered. */
  watch(app: FastifyInstance): void {
    app.addHook("onRoute", (route) => {
      this.#urls.add(route.url);
      route.method = withTwins(app, route);
    });
  }

  has(url: string): boolean {
    const path = url.split("?", 1)[0] ?? "";
    this.#patterns ??= [...this.#urls].map(patternOf);
    return this.#patterns.some((pattern) => pattern.test(path));
  }
}

function withTwins(app: FastifyInstance, { method, url }: RouteOptions): string[] {
  const methods = new Set([method].flat());
  if (methods.has("GET")) methods.add("HEAD");
  if (methods.has("POST") && !app.hasRoute({ method: "PUT", url })) methods.add("PUT");
  return [...methods];
}

/** `/configs/conf-:file/*` */
function patternOf(url: string): RegExp {
  const parts = url.split(/(:\w+|\*)/).map((part) => {
    if (part === "*") return ".*";
    return part.startsWith(":") ? "[^/]+" : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`);
}

/** `configs/conf-:file` with the file's name in it. */
export function filledPath(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? "");
}
