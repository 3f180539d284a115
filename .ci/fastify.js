/** Fastify, as the library loads it: from a file of its own, whose compiled code is kept for the next process. */
import { fileURLToPath } from "node:url";
import { requireCompiled } from "../dist/host/compiled-code.js";

export const { fastify } = requireCompiled(fileURLToPath(new URL("fastify.cjs", import.meta.url)));
