import { expect, it } from "vitest";
import { decodeMultivalue, encodeMultivalue } from "../../../../src/invocation/rows/multivalue.ts";

it.each([
  [["a", "b"], "$a$;$b$"],
  [["10.0.0.1", "cost$5"], "$10.0.0.1$;$cost$$5$"],
  [["$5", ""], "$$$5$;$$"],
  [["a;b", "c$;$d"], "$a;b$;$c$$;$$d$"],
  [["line\nbreak"], "$line\nbreak$"],
])("writes %j as %s, and reads it back", (values, text) => {
  expect(encodeMultivalue(values)).toBe(text);
  expect(decodeMultivalue(text)).toEqual(values);
});

it.each(["", "plain", "$open", "a$"])("takes `%s` for no values", (text) => {
  expect(decodeMultivalue(text)).toEqual([]);
});
