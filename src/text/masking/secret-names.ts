/** Which names sound as if their values were secret. One list for parameters, variables, fixtures, URLs and bodies. */

const SECRET_NAME =
  /pass(?:word|wd|phrase|code)?$|pwd$|secret|token|credential|bearer|(?:session|api|access|private|integration|routing|encryption|signing|auth|account|license|storage)[_-]?key|authorization|^auth$|^psk$|psk$|^(?:set-)?cookie$|passwords?$/i;
/** Switches and amounts: `use_token`, `token_limit`, `max_tokens`. */
const NO_VALUE_OF_ITS_OWN =
  /^(?:use|is|has|enable|verify|show|require|max|min|num)[_-]|[_-](?:limit|count|ttl|expiry|expires|expires_in|timeout|type|length|size|enabled|name|field)$|^cookie$/i;
/** The value of a parameter that says where the value is to come from. */
const TEMPLATE = /^\$[\w.]+\$$/;
const PLAIN_WORD = /^(?:true|false|yes|no|none|null|default|enabled?|disabled?|\d{1,5}|)$/i;

export function soundsSecret(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Whether the value under this name has to be hidden. */
export function isSecretPair(name: string, value: string): boolean {
  if (value === "" || TEMPLATE.test(value) || !soundsSecret(name)) return false;
  return !(isOrdinary(value) && NO_VALUE_OF_ITS_OWN.test(name));
}

/** Words that stand everywhere: `true`, `default`, numbers of up to five digits. */
export function isOrdinary(value: string): boolean {
  return PLAIN_WORD.test(value);
}
