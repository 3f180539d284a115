/** Tells code that the author of an add-on copied into it from the author's own, by its path. */
import { posix } from "node:path";

/** Packages that authors copy into their add-on unchanged. */
const THIRD_PARTY = new Set(
  (
    "splunklib solnlib splunktaucclib splunktalib cloudconnectlib cim_actions alert_actions_base requests urllib3 " +
    "certifi idna chardet charset_normalizer six future past libfuturize libpasteurize httplib2 jinja2 markupsafe yaml " +
    "simplejson dateutil pytz defusedxml jsonschema jsl munch sortedcontainers socks sockshandler requests_toolbelt " +
    "jsonpath_ng ply decorator boto boto3 botocore s3transfer jmespath azure msal cryptography paramiko nacl google " +
    "oauthlib requests_oauthlib thehive4py cortex4py pymisp cabby stix stix2 cybox mixbox lxml bs4 soupsieve rsa pyasn1 " +
    "typing_extensions attr attrs pyrsistent importlib_resources importlib_metadata zipp cffi pycparser jwt OpenSSL " +
    "smbprotocol spnego boxsdk xlsxwriter openpyxl pandas numpy slack_sdk tqdm markdown apprise click httpx httpcore h11 h2 anyio sniffio aiohttp aiosignal aiohappyeyeballs yarl multidict frozenlist"
  ).split(" "),
);
const FOREIGN_FOLDER =
  /(?:^|\/)(?:aob_py[23](?:_\w+)?|site-packages|dist-packages|_?vendor(?:ed|s)?|third_?party|3rdparty|packages|ext|external|py[23]_\w+|splunktaucclib|solnlib|splunklib)(?:\/|$)/i;

/** `paths` are those of the add-on: metadata of an installed package tells of the modules beside it. */
export function vendoredAmong(paths: Iterable<string>): (path: string) => boolean {
  const installed = new Set([...paths].map(installedName).filter((name) => name !== undefined));
  return (path) => {
    if (FOREIGN_FOLDER.test(posix.dirname(path))) return true;
    const parts = path.split("/");
    return parts.some((part, depth) => {
      const name = part.replace(/\.py$/, "");
      const place = parts
        .slice(0, depth)
        .map((folder) => `${folder}/`)
        .join("");
      return THIRD_PARTY.has(name) || installed.has(`${place}${name.toLowerCase()}`);
    });
  };
}

/** `lib/PyYAML-6.0.dist-info/RECORD` → `lib/pyyaml`. */
function installedName(path: string): string | undefined {
  const match = /^(.*\/)?([\w.]+?)-[^/]*\.(?:dist|egg)-info\//.exec(path);
  return match === null ? undefined : `${match[1] ?? ""}${(match[2] ?? "").toLowerCase()}`;
}
