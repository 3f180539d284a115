// Files that others wrote are read in one way, which waits for nothing and has limits: src/host/files.
import { Visitor } from "rolldown/utils";
import { expect, it } from "vitest";
import { readSource, sourceFiles } from "./source-files.ts";

const READS = new Set(
  "readFile readFileSync createReadStream open openSync openAsBlob copyFile copyFileSync cp cpSync opendir opendirSync glob globSync".split(
    " ",
  ),
);

/** What reads by itself, and why nobody else wrote what it reads. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "cli/debug-runs.ts": "the terminal of ar-sim, which it only opens and closes",
  "cli/help.ts": "package.json of ar-sim",
  "host/compiled-code.ts": "the user's cache of ar-sim, and its own program",
  "host/is-alive.ts": "/proc of this machine",
  "invocation/results/results-bytes.ts":
    "what the user named, a pipe too: it is read as a stream, with an end to what has no rows",
  "invocation/rows/row-spool.ts": "a temporary file of its own",
  "run/mask-kept-logs.ts": "it opens the file that it makes",
  "sandbox/debugger/prompting.ts": "the terminal that the user types in",
  "sandbox/home/compiled-sources.ts": "the user's cache of ar-sim",
  "sandbox/home/lay-stand-ins.ts": "the stand-ins that ship with ar-sim",
  "sandbox/home/sandbox-mark.ts": "/proc of this machine",
  "sandbox/home/sandbox-parent.ts": "/proc of this machine",
  "sandbox/interpreters/ask-version.ts": "the user's cache of ar-sim",
  "sandbox/interpreters/list-pythons.ts": "the first bytes of the programs of this machine",
  "sandbox/package/pack-app.ts": "a stream of what openRegular opened",
  "sandbox/process/end-marked.ts": "/proc of this machine",
  "sandbox/package/unpack-tar.ts": "a stream of what openRegular opened",
  "sandbox/process/open-pipes.ts": "pipes of its own",
  "splunkd/store/state/state-file.ts": "it opens for writing too, and waits for no pipe",
  "splunkd/wire/certificate.ts": "the user's cache of ar-sim",
  "vendor/certificates/authority.ts": "the user's cache of ar-sim",
  "vendor/tape/recorder.ts": "a folder that ar-sim made, and the bodies beside a cassette",
  "vendor/tape/spool.ts": "a file that ar-sim itself wrote",
  "vendor/server/send-answer.ts": "a stream of what openRegular opened",
};

/** Names of `node:fs` that read and that the file imports, or that it could reach through the whole module. */
function readsOf(file: string): string[] {
  const found: string[] = [];
  new Visitor({
    ImportDeclaration({ source, specifiers }) {
      if (!/^(?:node:)?fs(?:\/promises)?$/.test(source.value)) return;
      for (const one of specifiers) {
        if (one.type !== "ImportSpecifier") found.push("the whole module");
        else if ("name" in one.imported && READS.has(one.imported.name))
          found.push(one.imported.name);
      }
    },
    ImportExpression({ source }) {
      if (source.type === "Literal" && /^(?:node:)?fs/.test(String(source.value)))
        found.push("the whole module");
    },
  }).visit(readSource(file).program);
  return found;
}

const readers = sourceFiles.filter(
  (file) => !file.startsWith("host/files/") && readsOf(file).length > 0,
);

it("reads files of others only through src/host/files", () => {
  expect(readers.filter((file) => EXCEPTIONS[file] === undefined)).toEqual([]);
});

it("has no exception that is not needed", () => {
  expect(Object.keys(EXCEPTIONS).filter((file) => !readers.includes(file))).toEqual([]);
});

it("sees who reads", () => {
  expect(readsOf("host/files/read-regular.ts")).toEqual(["openSync"]);
  expect(readsOf("host/files/link-bounds.ts")).toEqual([]);
});
