/** What `ar-sim doctor` prints: the chain with a mark for each link, then the Pythons and ports of this machine. */
import type {
  CompiledPython,
  Diagnosis,
  Environment,
  Link,
} from "../../checks/doctor/diagnosis.ts";
import { type Paint, plain } from "../text/paint.ts";
import { placeText } from "../text/place-text.ts";
import { printable } from "../../text/printable.ts";

/** `base`: the folder that paths are relative to. */
export function doctorText(
  diagnosis: Diagnosis,
  { paint = plain, base = "" }: { paint?: Paint; base?: string } = {},
): string {
  const short = (text: string): string =>
    printable(base === "" ? text : text.replaceAll(`${base}/`, ""));
  const lines = [
    answer(diagnosis, paint),
    "",
    ...diagnosis.links.flatMap((link) => linkLines(link, paint, short)),
    "",
    ...outboundLines(diagnosis, paint, short),
    ...environment(diagnosis.environment, paint, short),
  ];
  return `${lines.join("\n")}\n`;
}

function answer({ action, isShown, links }: Diagnosis, paint: Paint): string {
  const name = paint.bold(printable(action));
  if (isShown === true) return `${name}: ${paint.good("will show in Incident Review")}`;
  const [first, ...more] = links.filter(({ status }) =>
    isShown === false ? status === "broken" : status === "unknown",
  );
  if (links.slice(1).every(({ status }) => status === "not-applicable"))
    return `${name}: ${paint.bad("will not show in Incident Review: it is not an adaptive response action")}`;
  const also = more.length === 0 ? "" : ` and ${more.length} more`;
  return isShown === false
    ? `${name}: ${paint.bad(`will not show in full: broken at «${first?.title}»${also}`)}`
    : `${name}: ${paint.warn(`unknown: nothing proves «${first?.title}»${also}`)}`;
}

const MARKS: Readonly<Record<Link["status"], string>> = {
  holds: "✓",
  broken: "✗",
  unknown: "?",
  "not-applicable": "-",
};
const WIDEST = 21;
/** `ar-sim run` and `ar-sim check` show the rest. */
const TOLD = 4;
const MOST_ATTEMPTS = 10;

function linkLines(link: Link, paint: Paint, short: (text: string) => string): string[] {
  const colour = {
    holds: paint.good,
    broken: paint.bad,
    unknown: paint.warn,
    "not-applicable": paint.dim,
  }[link.status];
  const indent = " ".repeat(6);
  const by = link.by === "nothing" ? "" : `  ${paint.dim(`(${link.by})`)}`;
  const { because = [] } = link;
  const rest = because.length - TOLD;
  const isGood = link.status === "holds" || link.status === "not-applicable";
  return [
    `  ${colour(MARKS[link.status])} ${link.title.padEnd(WIDEST)}  ${short(link.message)}${by}`,
    ...because.slice(0, TOLD).map((line) => `${indent}${paint.dim("·")} ${short(line)}`),
    ...(rest > 0 ? [`${indent}${paint.dim("·")} and ${rest} more`] : []),
    ...(isGood || link.where === undefined
      ? []
      : [`${indent}${paint.dim(short(placeText(link.where)))}`]),
    ...(isGood || link.hint === undefined
      ? []
      : [`${indent}${paint.dim("→")} ${short(link.hint)}`]),
  ];
}

/** A doctor refuses all, so that an action that blocks an address does not block it. */
function outboundLines(
  { outbound }: Diagnosis,
  paint: Paint,
  short: (text: string) => string,
): string[] {
  if (outbound.length === 0) return [];
  const attempts = [
    ...new Set(
      outbound.map(({ protocol, host, port }) =>
        protocol === "dns"
          ? `dns ${host}`
          : `${protocol} ${host.includes(":") ? `[${host}]` : host}:${port}`,
      ),
    ),
  ];
  const rest = attempts.length - MOST_ATTEMPTS;
  return [
    paint.bold("Tried to reach, and was refused"),
    ...attempts.slice(0, MOST_ATTEMPTS).map((attempt) => `  ${short(attempt)}`),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    "",
  ];
}

function environment(of: Environment, paint: Paint, short: (text: string) => string): string[] {
  const ports = of.ports.map(({ port, use, isFree }) => {
    return `${port} (${use}) ${portState(isFree)}`;
  });
  return [
    paint.bold("Environment"),
    ...of.pythons.map((python) => pythonLine(python, of, paint, short)),
    ...(of.pythons.length === 0 ? [`  ${paint.bad("✗")} no Python found`] : []),
    `  ports: ${ports.join(" · ")}`,
  ];
}

function portState(isFree: boolean | null): string {
  if (isFree === null) return "unknown";
  return isFree ? "free" : "in use";
}

function pythonLine(
  python: CompiledPython,
  { files, used }: Environment,
  paint: Paint,
  short: (text: string) => string,
): string {
  const ran = used?.path === python.path ? " (ran the script)" : "";
  const head = `Python ${python.version.padEnd(7)} ${short(python.path)}${ran}`;
  if (python.compiles === null) {
    const why = files.length === 0 ? "no Python file to compile" : "does not start";
    return `  ${paint.dim("-")} ${head}: ${why}`;
  }
  const [first] = python.complaints;
  const lacks = python.missing.length === 0 ? "" : `; lacks ${short(python.missing.join(", "))}`;
  const toSetUp =
    python.toSetUp.length === 0
      ? ""
      : `; \`ar-sim python setup\` installs ${short(python.toSetUp.join(", "))}`;
  const missing = lacks + toSetUp;
  if (first !== undefined) {
    return `  ${paint.bad("✗")} ${head}: ${short(`${placeText(first.where)} ${first.message}`)}${missing}`;
  }
  const count = `compiles ${files.length} ${files.length === 1 ? "file" : "files"}`;
  return `  ${missing === "" ? paint.good("✓") : paint.warn("!")} ${head}: ${count}${missing}`;
}
