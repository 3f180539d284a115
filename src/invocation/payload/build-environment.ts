/**
 * The environment of a process that splunkd starts. It has no variables of the user's.
 * Ground: splunk-launch.conf.spec, and a public dump of such an environment.
 */
import { posix, win32 } from "node:path";
import { splunkProfile } from "../../platforms/splunk-profile.ts";

export interface EnvironmentParts {
  readonly splunkHome: string;
  /** `https://127.0.0.1:<port>`. */
  readonly serverUri: string;
  readonly serverHost: string;
  /** `10.0`. */
  readonly splunkVersion: string;
  /** Folders for PYTHONPATH. */
  readonly pythonPath?: readonly string[] | undefined;
  /** Certificates to trust, where ar-sim answers in place of others. */
  readonly trustedFile?: string | undefined;
  /** Variables that the user passes on. They override all others. */
  readonly extra?: Readonly<Record<string, string>> | undefined;
  readonly platform?: NodeJS.Platform | undefined;
  /** The environment of this machine. Only Windows needs a few variables of it. */
  readonly host?: Readonly<Record<string, string | undefined>>;
}

/** Without these, programs on Windows find no DLLs, sockets, `.cmd` files or temporary folders. */
const WINDOWS_NEEDS = ["SystemRoot", "SystemDrive", "ComSpec", "PATHEXT", "NUMBER_OF_PROCESSORS"];

export function buildEnvironment(parts: EnvironmentParts): Record<string, string> {
  const { splunkHome, platform = "linux" } = parts;
  const { join, delimiter } = platform === "win32" ? win32 : posix;
  const host = platform === "win32" ? windowsHost(parts.host ?? {}) : {};
  return {
    ...host,
    PATH: [join(splunkHome, "bin"), ...systemPath(platform, host)].join(delimiter),
    // splunkd runs as a user whose home is SPLUNK_HOME. It also hides the user's own site-packages from Python.
    HOME: splunkHome,
    // splunkd sets none, and its scripts litter /tmp. Here it goes with the run.
    ...temporary(platform, join(splunkHome, "var", "run", "splunk", "tmp")),
    HOSTNAME: parts.serverHost,
    LANG: platform === "linux" ? "C.UTF-8" : "en_US.UTF-8",
    TZ: "UTC",
    ...(platform === "win32" ? {} : { LD_LIBRARY_PATH: join(splunkHome, "lib") }),
    PYTHONHTTPSVERIFY: "0",
    // Python 3.7 and newer read and write files in UTF-8 with PYTHONUTF8.
    ...splunkProfile(parts.splunkVersion).environment,
    ...(parts.pythonPath && { PYTHONPATH: parts.pythonPath.join(delimiter) }),
    SPLUNK_HOME: splunkHome,
    SPLUNK_ETC: join(splunkHome, "etc"),
    SPLUNK_DB: join(splunkHome, "var", "lib", "splunk"),
    SPLUNK_SERVER_NAME: "Splunkd",
    SPLUNK_WEB_NAME: "splunkweb",
    SPLUNK_OS_USER: "splunk",
    SPLUNKD_URI: parts.serverUri,
    ...(parts.trustedFile === undefined ? {} : trusting(parts.trustedFile)),
    ...parts.extra,
  };
}

/** No variables of splunkd: they make clients of any language trust what ar-sim answers. */
function trusting(file: string): Record<string, string> {
  return {
    REQUESTS_CA_BUNDLE: file,
    SSL_CERT_FILE: file,
    CURL_CA_BUNDLE: file,
    NODE_EXTRA_CA_CERTS: file,
  };
}

function windowsHost(host: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const needed: Record<string, string> = {};
  for (const [name, value] of Object.entries(host)) {
    const spelling = WINDOWS_NEEDS.find((needs) => needs.toLowerCase() === name.toLowerCase());
    if (spelling !== undefined && value !== undefined) needed[spelling] = value;
  }
  return needed;
}

function temporary(platform: NodeJS.Platform, folder: string): Record<string, string> {
  return platform === "win32" ? { TEMP: folder, TMP: folder } : { TMPDIR: folder };
}

function systemPath(platform: NodeJS.Platform, host: Readonly<Record<string, string>>): string[] {
  if (platform !== "win32")
    return ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
  const root = host["SystemRoot"] ?? "C:\\Windows";
  return [`${root}\\system32`, root, `${root}\\System32\\Wbem`];
}
