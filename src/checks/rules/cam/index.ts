/** The rules on param._cam and on what makes an action an adaptive response. */
export { actionNameDiffers } from "./action-name-differs.ts";
export { camDrilldown } from "./cam-drilldown.ts";
export { camInvalid } from "./cam-invalid.ts";
export { camKeys } from "./cam-keys.ts";
export { camNotAdhoc } from "./cam-not-adhoc.ts";
export { camParameterUnknown } from "./cam-parameter-unknown.ts";
export { camUnknownKey } from "./cam-unknown-key.ts";
export { camVocabulary } from "./cam-vocabulary.ts";
