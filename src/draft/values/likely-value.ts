/** A value that a parameter is likely to take, by its name alone. Guess: all of it; nothing but a rule tells more. */

/** Names reserved by RFC 2606, addresses by RFC 5737. */
const BY_NAME: readonly (readonly [name: RegExp, value: string])[] = [
  [/(?:^|_)(?:proxy_)?port(?:$|_)/i, "443"],
  [/e?mail|recipient|(?:^|_)(?:to|from|cc)$/i, "ann@example.com"],
  [/webhook|url|uri|endpoint|(?:^|_)link/i, "https://vendor.example/api"],
  [/host|server|domain|fqdn|(?:^|_)(?:base|site)$/i, "vendor.example"],
  [/(?:^|_)(?:ip|address|cidr|src|dest)(?:$|_)/i, "192.0.2.7"],
  [/headers?$|json|payload|(?:^|_)body$/i, "{}"],
  [
    /count|number|limit|size|timeout|interval|retr|days|hours|minutes|seconds|level|severity|priority|threshold|max|min/i,
    "1",
  ],
  [/date|(?:^|_)time(?:$|stamp)/i, "2024-01-01"],
  [/(?:^|_)(?:is|use|enable|verify|include|allow)|enabled$|ssl$|tls$/i, "1"],
  [/index$/i, "main"],
  [/sourcetype$/i, "stash"],
  [/channel$/i, "#general"],
  [/user|owner|assignee|(?:^|_)login/i, "ann"],
  [/_field$|^field|fieldname/i, "src"],
];

/** Where the name tells nothing. */
export const ANY_TEXT = "text";

export function likelyValue(name: string): string {
  return BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? ANY_TEXT;
}
