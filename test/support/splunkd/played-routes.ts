import fastify, { type RouteOptions } from "fastify";
import { startStandIn } from "../../../src/splunkd/start-stand-in.ts";
import { groups } from "../../../src/splunkd/endpoints/groups.ts";

export interface GroupRoutes {
  /** What paths of the group begin with. */
  readonly under: readonly string[];
  readonly routes: readonly RouteOptions[];
}

/** The routes that each group of endpoints registers, without what every request passes. */
export async function playedRoutes(): Promise<readonly GroupRoutes[]> {
  await using splunkd = await startStandIn();
  const parts = await splunkd.open();
  return Promise.all(
    groups.map(async ({ under, load }) => {
      const { families } = await load();
      const routes: RouteOptions[] = [];
      const app = fastify({ exposeHeadRoutes: false });
      app.addHook("onRoute", (route) => void routes.push(route));
      for (const family of families) app.register(family, parts);
      await app.ready();
      await app.close();
      return { under, routes };
    }),
  );
}
