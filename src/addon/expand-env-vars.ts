/** `$NAME` and `${NAME}` in alert.execute.cmd.arg.<n> and .path files. Ground: alert_actions.conf.spec. */

/** An unset variable stays unchanged. */
export function expandEnvVars(text: string, env: Readonly<Record<string, string>>): string {
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    const name = braced ?? bare ?? "";
    return Object.hasOwn(env, name) ? (env[name] ?? whole) : whole;
  });
}
