/**
 * Who may call a handler: `capability.<verb>` of restmap.conf, a capability or an expression of them.
 * Ground: restmap.conf.spec: `or`, `and`, `()`.
 */

/** Whether one who has these capabilities may; an expression that cannot be read lets nobody. */
export function allows(expression: string, capabilities: ReadonlySet<string>): boolean {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const word = (): string | undefined => tokens[at]?.toLowerCase();
  const either = (): boolean => {
    let held = both();
    while (word() === "or") {
      at += 1;
      const other = both();
      held = held || other;
    }
    return held;
  };
  const both = (): boolean => {
    let held = operand();
    while (word() === "and") {
      at += 1;
      const other = operand();
      held = held && other;
    }
    return held;
  };
  const operand = (): boolean => {
    const token = tokens[at];
    at += 1;
    if (token !== "(") return token !== undefined && capabilities.has(token);
    const held = either();
    const isClosed = tokens[at] === ")";
    at += 1;
    return held && isClosed;
  };
  const held = either();
  return held && at === tokens.length;
}
