/** Fastify, as the library loads it: from a file of its own, whose compiled code is kept for the next process. */
import { fileURLToPath } from "node:url";
import { requireCompiled } from "../dist/host/compiled-code.js";

const fastify = requireCompiled(fileURLToPath(new URL("fastify.cjs", import.meta.url)));
// As Fastify itself gives it.
export { fastify as default };
