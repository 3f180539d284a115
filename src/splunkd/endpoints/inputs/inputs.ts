/**
 * data/inputs: files, ports and scripts that Splunk would read from. Nothing is read or listened to, but a oneshot.
 * Ground: REST API Reference, «Input endpoint descriptions»; the suites of the SDKs for names and refusals.
 */
import { existsSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import { pick } from "../../instance/access.ts";
import type { Family, Request } from "../../call/family.ts";
import { type Content, content, type Entity } from "../../model/entity.ts";
import type { Feed } from "../../model/reply.ts";
import { pathOnDisk } from "../../instance/path-on-disk.ts";
import { RestError } from "../../model/rest-error.ts";
import type { Parts } from "../../parts.ts";
import type { Bucket } from "../../store/bucket.ts";
import { addStanzaInputs, type StanzaInput } from "../../call/collection/add-stanza-inputs.ts";
import { settingsIn } from "../../call/collection/settings-in.ts";
import { typedContent, typesOf } from "../../call/render/typed-content.ts";
import { single } from "../../call/collection/single.ts";

const words = (text: string): string[] => text.split(" ");

const MONITOR: StanzaInput = {
  path: "monitor",
  scheme: "monitor",
  title: "monitor",
  capability: "edit_monitor",
  optional: words(
    "blacklist crc-salt crcSalt followTail host_regex host_segment ignore-older-than ignoreOlderThan recursive rename-source time-before-close time_before_close whitelist alwaysOpenFile initCrcLength queue followSymlink",
  ),
  renames: {
    "crc-salt": "crcSalt",
    "ignore-older-than": "ignoreOlderThan",
    "rename-source": "source",
    "time-before-close": "time_before_close",
  },
};

/** Ground: the reference, `check-path`: only where it is asked for. */
function monitorName(disk: Pick<Parts, "home" | "apps">): NonNullable<StanzaInput["checkName"]> {
  return (name, args) => {
    const isAsked = /^(?:1|true|t|yes)$/i.test(args.get("check-path") ?? "");
    if (isAsked && !existsSync(pathOnDisk(name, disk)))
      throw new RestError(400, `Parameter name: Path does not exist: ${name}`);
    return name;
  };
}

/** Ground: inputs.conf.spec: a script lies in one of these folders; a path is the whole one, or relative to $SPLUNK_HOME. */
const SCRIPT_PLACE =
  /^(?:\.[/\\]|(?:(?:\$SPLUNK_HOME|.+)[/\\])?(?:bin[/\\]scripts|etc[/\\](?:system|apps[/\\][^/\\]+)[/\\](?:bin|[^/\\]+[/\\]bin))[/\\])/;

const SCRIPT: StanzaInput = {
  path: "script",
  scheme: "script",
  title: "script",
  capability: "edit_scripted",
  optional: words("interval passAuth rename-source queue python.version python.required"),
  shows: { interval: "60.0", group: "exec commands" },
  renames: { "rename-source": "source" },
  checkName(name) {
    if (/(?:^|[/\\])\.\.(?:[/\\]|$)/.test(name) || !SCRIPT_PLACE.test(name)) {
      throw new RestError(
        400,
        `Parameter name: The script must be in $SPLUNK_HOME/bin/scripts, or in bin of an app: ${name}`,
      );
    }
    return name;
  },
};

const PORT_ARGUMENTS = "connection_host queue restrictToHost acceptFrom";

/** A port that is restricted to a host is called `host:port`, and nothing else may have it unrestricted. */
function portName(scheme: string, stanzas: () => Bucket): NonNullable<StanzaInput["checkName"]> {
  return (name, args) => {
    const port = Number(name);
    if (!/^\d+$/.test(name) || port < 1 || port > 65_535)
      throw new RestError(400, `Parameter name: Invalid port number: ${name}`);
    const host = args.get("restrictToHost") ?? "";
    const isTaken = (other: string): boolean => stanzas().named(`${scheme}://${other}`).length > 0;
    if (isTaken(name) || isTaken(`:${name}`))
      throw new RestError(400, `Parameter name: TCP port ${name} is not available`);
    return host === "" ? name : `${host}:${name}`;
  };
}

const PORTS: readonly StanzaInput[] = [
  {
    path: "tcp/raw",
    scheme: "tcp",
    title: "raw",
    capability: "edit_tcp",
    optional: words(`${PORT_ARGUMENTS} rawTcpDoneTimeout SSL`),
  },
  {
    path: "tcp/cooked",
    scheme: "splunktcp",
    title: "cooked",
    capability: "edit_tcp",
    optional: words(`${PORT_ARGUMENTS} SSL`),
  },
  {
    path: "udp",
    scheme: "udp",
    title: "udp",
    capability: "edit_udp",
    optional: words(`${PORT_ARGUMENTS} no_appending_timestamp no_priority_stripping`),
  },
].map((port) => ({
  ...port,
  // Ground: inputs.conf.spec: `dns` for [tcp] alone.
  shows: { group: "listenerports", connection_host: port.scheme === "tcp" ? "dns" : "ip" },
}));

const TOKEN: StanzaInput = {
  path: "tcp/splunktcptoken",
  scheme: "splunktcptoken",
  isCalledInFull: true,
  title: "splunktcptoken",
  capability: "edit_splunktcp_token",
  optional: ["token"],
  checkName(name, args) {
    const token = args.get("token");
    if (token !== undefined && !/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(token))
      throw new RestError(400, "Parameter token: a token is a GUID.");
    return name.replace(/^splunktcptoken:\/\//, "");
  },
};

/** Only a Splunk on Windows lists these; one that asks for them by name is answered all the same. */
const WINDOWS: readonly StanzaInput[] = [
  ["ad", "admon", "baseline monitorSubtree printSchema startingNode targetDc"],
  ["registry", "WinRegMon", "baseline hive proc type monitorSubnodes"],
  ["win-perfmon", "perfmon", "counters instances interval object nonmetric_counters"],
  ["win-event-log-collections", "WinEventLog", "hosts logs lookup_host"],
  ["win-wmi-collections", "WMI", "classes fields instances interval lookup_host server wql"],
].map(([path = "", scheme = "", optional = ""]) => ({
  path,
  scheme,
  title: path,
  capability: "admin_all_objects",
  optional: words(optional),
}));

/** Kinds that are told by `data/inputs`, with those below `tcp` apart. */
export const INPUT_KINDS: readonly string[] = ["http", "monitor", "oneshot", "script", "udp"];
export const TCP_KINDS: readonly string[] = ["cooked", "raw", "splunktcptoken"];

export const inputs: Family = (app, parts) => {
  const { store } = parts;
  const stanzas = (): Bucket => store.bucket("conf-inputs");
  for (const port of PORTS)
    addStanzaInputs(app, parts, { ...port, checkName: portName(port.scheme, stanzas) });
  addStanzaInputs(app, parts, { ...MONITOR, checkName: monitorName(parts) });
  for (const input of [SCRIPT, TOKEN, ...WINDOWS]) addStanzaInputs(app, parts, input);

  // Nothing listens here, so nobody is connected, and no file is read.
  const addEmptyList = ({ path, scheme }: StanzaInput, title: string): void => {
    app.get(
      `/data/inputs/${path}/:name/${title}`,
      (request: Request<{ readonly name: string }>) => {
        pick(stanzas(), `${scheme}://${request.params.name}`, request);
        return nothingOf(title);
      },
    );
  };
  addEmptyList(MONITOR, "members");
  for (const port of PORTS) addEmptyList(port, "connections");
  const restart = {
    config: {
      capabilities: ["edit_scripted"],
      args: { required: ["script"], optional: [], wildcard: [] },
    },
  };
  app.post("/data/inputs/script/restart", restart, (request) => {
    pick(stanzas(), `script://${request.args.get("script") ?? ""}`, request);
    return nothingOf("script");
  });
  addSsl(app, parts);
};

function nothingOf(title: string): Feed {
  return { kind: "feed", title, views: [] };
}

/** One stanza for all ports: seen in the Terraform provider's resource for it. */
function addSsl(app: FastifyInstance, { store, settings, now }: Parts): void {
  const known = (): Entity | undefined => store.bucket("conf-inputs").named("SSL")[0];
  const show = (): Feed => {
    const shown = typedContent(sslContent(known()), SSL);
    return single("ssl", "data/inputs/tcp/ssl", settings.serverName, shown);
  };
  app.get("/data/inputs/tcp/ssl", show);
  app.get("/data/inputs/tcp/ssl/:name", show);
  const editing = { config: { capabilities: ["edit_splunktcp_ssl", "edit_tcp"] } };
  app.post("/data/inputs/tcp/ssl/:name", editing, ({ args }) => {
    const stanza: Entity = known() ?? {
      name: "SSL",
      app: "system",
      owner: "nobody",
      sharing: "system",
      perms: { read: ["*"], write: ["admin"] },
      content: content(),
      updated: now(),
    };
    store.edit("conf-inputs", stanza, settingsIn(args.without(["count"])));
    return show();
  });
}

/** Ground: inputs.conf.spec, `cipherSuite` of [SSL]; the suite of the Ansible collection has the same list. */
const CIPHERS =
  "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-SHA384:ECDHE-RSA-AES256-SHA384:ECDHE-ECDSA-AES128-SHA256:ECDHE-RSA-AES128-SHA256";

function sslContent(stanza: Entity | undefined): Content {
  return content({
    _rcvbuf: 1_572_864,
    cipherSuite: CIPHERS,
    disabled: stanza === undefined,
    host: "$decideOnStartup",
    index: "default",
    ...stanza?.shipped,
    ...stanza?.content,
  });
}

const SSL = typesOf("disabled requireClientCert", "");
