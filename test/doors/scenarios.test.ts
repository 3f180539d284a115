import { fileURLToPath } from "node:url";
import { scenarioTests } from "../../src/vitest.ts";

// Every add-on among the fixtures is tested by the scenarios beside it.
await scenarioTests({ root: fileURLToPath(new URL("../../harness-fixtures", import.meta.url)) });
