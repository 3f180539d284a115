// What files may say of fixtures is what the library takes, checked by `npm run types`; nothing here is ever run.
import { expectTypeOf } from "vitest";
import type { ConfigFixtures } from "../../src/addon/config/config-schema.ts";
import type { Fixtures } from "../../src/index.ts";

expectTypeOf<ConfigFixtures>().toEqualTypeOf<Fixtures>();
