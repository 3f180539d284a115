/** The rules on parameters: where they are declared, described, offered and checked. */
export { formBroken } from "./form-broken.ts";
export { formEmpty } from "./form-empty.ts";
export { formForNoAction } from "./form-for-no-action.ts";
export { formInputUnknown } from "./form-input-unknown.ts";
export { paramNotInSearchSpec } from "./param-not-in-search-spec.ts";
export { paramNotInSpec } from "./param-not-in-spec.ts";
export { paramUndeclared } from "./param-undeclared.ts";
export { paramUnused } from "./param-unused.ts";
export { secretAsParam } from "./secret-as-param.ts";
export { specForNoAction } from "./spec-for-no-action.ts";
export { validationRule } from "./validation-rule.ts";
