/**
 * data/inputs: files, ports and scripts that Splunk would read from. Nothing is read or listened to, but a oneshot.
 * Ground: REST API Reference, «Input endpoint descriptions»; the suites of the SDKs for names and refusals.
 */
import { existsSync } from "node:fs";
import { pick } from "../../instance/access.ts";
import type { Arguments } from "../../model/arguments.ts";
import type { Call } from "../../call/call.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { content, type Entity } from "../../model/entity.ts";
import type { Feed } from "../../model/reply.ts";
import { pathOnDisk } from "../../instance/path-on-disk.ts";
import { RestError } from "../../model/rest-error.ts";
import { type StanzaInput, stanzaInputs } from "../../call/collection/stanza-inputs.ts";
import { ownArguments } from "../../call/collection/collection.ts";
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
  name(name, args, { splunkd }) {
    const isAsked = /^(?:1|true|t|yes)$/i.test(args.get("check-path") ?? "");
    if (isAsked && !existsSync(pathOnDisk(name, splunkd)))
      throw new RestError(400, `Parameter name: Path does not exist: ${name}`);
    return name;
  },
};

/** Ground: inputs.conf.spec: a script lies in one of these folders. */
const SCRIPT_PLACE =
  /^(?:\.[/\\]|(?:\$SPLUNK_HOME|.+)[/\\](?:bin[/\\]scripts|etc[/\\](?:system|apps[/\\][^/\\]+)[/\\](?:bin|[^/\\]+[/\\]bin))[/\\])/;

const SCRIPT: StanzaInput = {
  path: "script",
  scheme: "script",
  title: "script",
  capability: "edit_scripted",
  optional: words("interval passAuth rename-source queue python.version python.required"),
  shows: { interval: "60.0", group: "exec commands" },
  renames: { "rename-source": "source" },
  name(name) {
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
function portName(scheme: string): (name: string, args: Arguments, call: Call) => string {
  return (name, args, call) => {
    const port = Number(name);
    if (!/^\d+$/.test(name) || port < 1 || port > 65_535)
      throw new RestError(400, `Parameter name: Invalid port number: ${name}`);
    const host = args.get("restrictToHost") ?? "";
    const stanzas = call.splunkd.store.bucket("conf-inputs");
    const isTaken = (other: string): boolean => stanzas.named(`${scheme}://${other}`).length > 0;
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
  name: portName(port.scheme),
}));

const TOKEN: StanzaInput = {
  path: "tcp/splunktcptoken",
  scheme: "splunktcptoken",
  isCalledInFull: true,
  title: "splunktcptoken",
  capability: "edit_splunktcp_token",
  optional: ["token"],
  name(name, args) {
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

const listening = (path: string, scheme: string): Endpoint => ({
  path: `data/inputs/${path}/{name}/connections`,
  GET: {
    run(call): Feed {
      const name = `${scheme}://${call.params["name"] ?? ""}`;
      pick(call.splunkd.store.bucket("conf-inputs"), name, call);
      // Nothing listens here, so nobody is connected.
      return { kind: "feed", title: "connections", views: [] };
    },
  },
});

export const inputs: readonly Endpoint[] = [
  ...[MONITOR, SCRIPT, ...PORTS, TOKEN, ...WINDOWS].flatMap(stanzaInputs),
  ...PORTS.map(({ path, scheme }) => listening(path, scheme)),
  {
    path: "data/inputs/monitor/{name}/members",
    GET: {
      run(call): Feed {
        const name = `monitor://${call.params["name"] ?? ""}`;
        pick(call.splunkd.store.bucket("conf-inputs"), name, call);
        return { kind: "feed", title: "members", views: [] };
      },
    },
  },
  {
    path: "data/inputs/script/restart",
    POST: {
      capabilities: ["edit_scripted"],
      args: { required: ["script"], optional: [], wildcard: [] },
      run(call): Feed {
        const name = `script://${call.args.get("script") ?? ""}`;
        pick(call.splunkd.store.bucket("conf-inputs"), name, call);
        return { kind: "feed", title: "script", views: [] };
      },
    },
  },
  { path: "data/inputs/tcp/ssl", GET: { run: (call) => ssl(call) } },
  {
    path: "data/inputs/tcp/ssl/{name}",
    GET: { run: (call) => ssl(call) },
    POST: { capabilities: ["edit_splunktcp_ssl", "edit_tcp"], run: editSsl },
  },
];

/** Ground: inputs.conf.spec, `cipherSuite` of [SSL]; the suite of the Ansible collection has the same list. */
const CIPHERS =
  "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-SHA384:ECDHE-RSA-AES256-SHA384:ECDHE-ECDSA-AES128-SHA256:ECDHE-RSA-AES128-SHA256";

function ssl(call: Call): Feed {
  const { splunkd } = call;
  const [stanza] = splunkd.store.bucket("conf-inputs").named("SSL");
  const host = splunkd.settings.serverName;
  const shown = content({
    _rcvbuf: 1_572_864,
    cipherSuite: CIPHERS,
    disabled: stanza === undefined,
    host: "$decideOnStartup",
    index: "default",
    ...stanza?.shipped,
    ...stanza?.content,
  });
  return single("ssl", "data/inputs/tcp/ssl", host, typedContent(shown, SSL));
}

const SSL = typesOf("disabled requireClientCert", "");

/** One stanza for all ports: seen in the Terraform provider's resource for it. */
function editSsl(call: Call): Feed {
  const { splunkd } = call;
  const [known] = splunkd.store.bucket("conf-inputs").named("SSL");
  const stanza: Entity = known ?? {
    name: "SSL",
    app: "system",
    owner: "nobody",
    sharing: "system",
    perms: { read: ["*"], write: ["admin"] },
    content: content(),
    updated: splunkd.now(),
  };
  splunkd.store.edit("conf-inputs", stanza, ownArguments(call.args.without(["count"])));
  return ssl(call);
}
