/**
 * Makes dist/bin/ and dist/lib/ of what tsc built: a package that needs no other at run time. Whose work lies in it, and
 * under which licences, stands in dist/THIRD-PARTY-LICENSES.txt.
 */
import { chmodSync, rmSync } from "node:fs";
import { build } from "rolldown";
import { declarations, fastify, library, program } from "./bundles.js";
import { declare } from "./declarations.js";
import { ThirdParties } from "./third-parties.js";

const parties = new ThirdParties();
for (const bundle of [program, library]) {
  // Chunks are named after what is in them: those of another build would stay beside the new ones.
  rmSync(bundle.output.dir, { recursive: true, force: true });
  await build({ ...bundle, plugins: [parties.plugin, ...(bundle.plugins ?? [])] });
}
await build({ ...fastify, plugins: [parties.plugin] });
parties.write("dist/THIRD-PARTY-LICENSES.txt");
await declare(declarations, library.output.dir);

// npm makes a program of it only when it links the package anew: after a second build it would be none.
chmodSync("dist/bin/main.cjs", 0o755);
