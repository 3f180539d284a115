/** The long help of each command. README's pages say the same with more words. */

import { COMMANDS } from "../../search/spl/commands.ts";

export const helpOfSearch: string = `ar-sim search 'SPL' [options]

Runs a search as the search bar does: rows through the pipeline, each \`sendalert\` in it started for real, its rows
passed on to what follows. Prints what each action did, and the final rows. A line of a README works unchanged:

  ar-sim search '| makeresults | eval user="x@y.z" | sendalert my_action param.parameter_field=user'

${listed("Commands", COMMANDS.keys())}
Macros and lookups are the add-on's.
\`sendalert notable\` makes notable events, as Enterprise Security's own action does.

Add-on
  --app DIR, --also DIR, --app-id ID, --python PATH|VERSION     as for \`ar-sim run\`

What a leading \`search\` looks in
  --results FILE         events from CSV, CSV.gz, JSON or NDJSON; - for standard input
  --result NAME=VALUE    a field of one event; the same name again makes it multivalue
  --notable [FILE]       a notable event, with --set, --domain, --wording

  --earliest, --latest, --owner, --search-app, --max-results, --env, --cwd, --preview, --dry-run, --keep, --show-secrets,
  --empty-params, --unresolved, --numeric-sid, --assume         as for \`ar-sim run\`

Output
  --json                 rows, notables and transcripts as one JSON document
  --verbose              tell everything although all is well
`;

export const helpOfValidate: string = `ar-sim validate [ACTION] [--param NAME=VALUE]… [options]

Validates parameters as Splunk does when a search with the action is saved: by the rules of restmap.conf
([validation:savedsearch] for the parameters, [validation:alert_actions] for what alert_actions.conf sets) and by
required_params. Prints the text that Splunk would show for each field that it refuses. Nothing is run.

  ar-sim validate my_action --param url=ftp://example.com

  --param NAME=VALUE     a parameter as the form sends it, also an empty one (NAME=); may be repeated. What is not
                         given is not sent: rules run only for what is, and see its name in place of a value
  --saved-search NAME    the parameters of a search of savedsearches.conf, under those given
  --app DIR              the add-on (default: this folder, or the nearest above it that is one)
  --app-id NAME          its folder below etc/apps
  --also DIR             another add-on beside it; may be repeated
  --json                 refusals and remarks as one JSON document

Ends with 0 when all is accepted, 1 when something is refused or a rule cannot be read.
`;

export const helpOfPython: string = `ar-sim python setup [--python PATH|VERSION]
ar-sim python list

\`setup\` makes a cached virtual environment with the modules that Splunk's own Python brings (requests, six,
lxml …), in the versions that Splunk ships; \`run\` uses it from then on. It needs the Python package index once.
\`list\` shows the interpreters that \`run\` would choose from.
`;

export const helpOfNotable: string = `ar-sim notable new [--domain DOMAIN] [--wording es7|es8] [--set NAME=VALUE]…

Prints a mock notable event as JSON, to edit and to hand to \`ar-sim run --notable FILE\`.
DOMAIN is access, audit, endpoint, identity, network or threat (default).

  ar-sim notable new --domain network --set src=192.0.2.7 > notable.json
`;

export const helpOfTest: string = `ar-sim test [FILE|FOLDER…] [options]

Runs scenario files: ar-sim.test.yaml and *.ar.yaml (or .yml, .json) below this folder, or those named. A case says
what is given and what is expected; without expectations the action's own verdict must pass. Each case has a
SPLUNK_HOME and a process of its own, a fixed clock and fixed ids.

  ar-sim test -t 'notable' --reporter pretty --reporter json=report.json

  --init                     write a first ar-sim.test.yaml from the add-on's conf, forms and rules, and run it

Which cases
  -t, --test-name-pattern P  cases whose full name (file, name, cell) contains or matches P
  --last-failed              those that failed the last time
  --changed[=COMMIT]         those whose scenario or add-on git calls changed, since COMMIT or not yet committed

How they run
  --shard I/N                the I-th of N parts, balanced by how long the cases took the last time
  -w, --watch                run again what a saved file bears on; keys: a all, f failed, t name, enter, q
  --workers N                so many at a time (default: as many as cores)
  --bail[=N]                 start no more after N failures (default: 1)
  --retries N                try a failed case again; one that then passes is called flaky
  --repeat N                 run each case N times, and fail it when the runs differ
  --time-limit TIME          end each case after TIME, such as 30s (default: its own timeLimit, or 60s)
  --max-cells N              allow a matrix so many cells (default: 5000)
  --ci                       only check snapshots, write none (default with CI=true)

Output
  --reporter NAME[=FILE]     pretty (default), dot, json, junit, tap, github, sarif, markdown, html, blob, agent;
                             may be repeated; a path loads your own
`;

export const helpOfServe: string = `ar-sim serve [options]

Stands in for splunkd's REST API, over HTTPS on loopback, until Ctrl-C: for tools, test suites, and people with curl.
In the folder of an add-on it has that add-on's configurations and endpoints, and runs its REST handlers.

  ar-sim serve --exec "pytest -q"

  --app DIR              the add-on (default: this folder, or the nearest above it that is one, or none)
  --also DIR             another add-on beside it; may be repeated
  --port N               (default: 8089, or the next free one; 0 takes a free one)
  --hec-port N           of the HTTP Event Collector (default: 8088, or the next free one)
  --host ADDRESS         (default: 127.0.0.1)
  --exec COMMAND         run COMMAND with SPLUNKD_URI, SPLUNK_HOST, SPLUNK_PORT, SPLUNK_USERNAME and SPLUNK_PASSWORD
                         set, pass its exit code on, and stop; Ctrl-C and SIGTERM end the command first
  --persist FILE         keep the state in FILE between starts; one stand-in at a time
  --python PATH|VERSION  runs the add-on's REST handlers (default: as restmap.conf says, else 3.9, else python3)
  --json                 print where it listens and the session key as one line of JSON
  --quiet                do not tell each request
  --rest-bodies          tell the bodies of requests and answers too, secrets masked
  --as-user NAME         whose session key and log-in it tells of (default: admin)
  --on-unknown-endpoint answer|warn|fail  whether endpoints that ar-sim does not play are told of (default: warn); with
                         fail, --exec ends with 1 where COMMAND ended with 0
  --fixtures, --credential, --role   as for \`ar-sim run\`
`;

export const helpOfSnapshots: string = `ar-sim snapshots review|accept|reject [--snapshot PATH]…

\`ar-sim test\` leaves new and changed snapshots beside the accepted ones, as .snap.new. \`review\` shows each as a diff
and, on a terminal, asks what to do with it; \`accept\` and \`reject\` settle all that wait below this folder, or those
that are named.
`;

export const helpOfCheck: string = `ar-sim check [PATH] [options]

Reads an add-on as Splunk and Enterprise Security would, without running it, and tells what will break, with file and
line. PATH is a folder (default: this one, or the nearest above that is an add-on), or a package: .spl, .tgz, .tar.gz
or .zip. Scripts are read by Python's own ast, as far as an action reaches them.

  ar-sim check my-addon
  ar-sim explain AR001

Options
  --only RULE            only this rule, by id or name; may be repeated, or a list with commas
  --ignore RULE          not this rule
  --python VERSION|PATH  the Python that reads the scripts (default: the one that would run them)
  --app-id NAME          its folder below etc/apps
  --also DIR             another add-on beside it, of which one action may take the other's place; may be repeated
  --fix                  mend what has one right answer, then check again
  --fix --dry-run        show the mending as a diff, and change nothing
  --format FORMAT        text (default), json, sarif, github, junit, markdown

Exit codes: 0 no error · 1 errors · 2 wrong usage, or it cannot be read
`;

export const helpOfDoctor: string = `ar-sim doctor [ACTION] [options]

Will this response show in Incident Review, and if not, why? Follows it from the form to the drilldown: dispatchable ad
hoc, parameters accepted, form offers them, program starts, invocation logged, events written, header read, eventtype
matches, tagged, joined to the notable, drilldown opens. Each link is proved by the add-on's files or by a real run on
a notable event, or is unknown, and why. Then the Pythons that are here, what they make of the action, and the ports.

  ar-sim doctor my_action --param foo=bar

  --param NAME=VALUE     a parameter as the form sends it, over those of the conf; may be repeated
  --app DIR, --also DIR, --app-id ID, --python PATH|VERSION, --env NAME[=VALUE]    as for \`ar-sim run\`
  --fixtures FILE, --credential, --as-user, --role, --splunkd-port, --on-unknown-endpoint    as for \`ar-sim run\`
  --json                 one JSON document

Exit codes: 0 no link is broken · 1 one is · 2 wrong usage, or the add-on cannot be read
`;

export const helpOfExplain: string = `ar-sim explain [RULE…]

What a rule of \`ar-sim check\` finds, why Splunk minds, and small add-ons that show it. Without a rule: the list.

  ar-sim explain AR001
`;

export const helpOfMergeReports: string = `ar-sim merge-reports FILE|FOLDER… [options]

Joins the reports of shards, as \`ar-sim test --shard I/N --reporter blob=FILE\` wrote them, to one.

  ar-sim merge-reports blobs/ --reporter pretty --reporter junit=report.xml

  --reporter NAME[=FILE]     as for \`ar-sim test\`; may be repeated
`;

/** `Commands: a, b, c.`, broken where a terminal would break it in the middle of a word. */
function listed(title: string, names: Iterable<string>): string {
  const text = `${title}: ${[...names].join(", ")}.`;
  return text.replace(/(.{1,118})(?: |$)/g, "$1\n").trimEnd();
}
