/** The long help of `ar-sim run`, the command with most to say. */

export const helpOfRun: string = `ar-sim run [ACTION] [options]

Does what \`| makeresults | sendalert ACTION param.<name>=<value>\` would do: builds the payload and the results
file, runs the unmodified script in a throw-away SPLUNK_HOME, indexes what it wrote, and judges whether
Enterprise Security would find it. ACTION may be left out when the add-on has only one.

  cd my-addon && ar-sim run my_action --param foo=bar --result src=192.0.2.7

Add-on
  --app DIR              the add-on (default: this folder, or the nearest above it that is one)
  --app-id NAME          its folder below etc/apps (default: [package] id of app.conf, app.manifest, the folder)
  --also DIR             another add-on beside it; may be repeated
  --python PATH|VERSION  interpreter (default: python.required, python.version, 3.9, python3)

What triggers it
  --param NAME=VALUE     a parameter, over those of the conf; may be repeated
  --mode MODE            adhoc (default), saved, per-result, es-adhoc (the form on a notable)
  --saved-search NAME    a search of savedsearches.conf: its text, parameters and limits, each action it enables
  --result NAME=VALUE    a field of the one result row; the same name again makes it multivalue
  --results FILE         rows from CSV, CSV.gz, JSON or NDJSON; - for standard input
  --notable [FILE]       a notable event as the row: a built-in one, or that of FILE
  --set NAME=VALUE       a field of the notable, over what it has; empty takes it away; may be repeated
  --domain DOMAIN        access, audit, endpoint, identity, network, threat (default)
  --wording es7|es8      as a notable (default) or with the fields of an ES 8 finding
  --preview              run the script once more before, as Splunk Web's preview of an ad hoc search does
  --spl SPL              a search that gives the rows: '| makeresults | eval src="192.0.2.7"'
  --strict               modes saved and per-result: refuse parameters that Splunk would not have saved
  --search-name NAME     name of the saved search (modes saved and per-result)
  --search TEXT          its search text
  --search-app APP       app of the search (default: search)
  --earliest, --latest   its time range: -24h@h, now, epoch seconds, a date (default: open)
  --owner USER           who runs it (default: admin)

Splunkd's REST API behind server_uri
  --fixtures FILE        credentials, settings, stanzas, KV store rows, as JSON or YAML (also: ar-sim.config.json
                         or .yaml beside the add-on, under the key splunkd)
  --credential [REALM:]USER[=SECRET]  into storage/passwords; may be repeated. Without the secret it comes from
                         the variable AR_SIM_SECRET_<USER>, or is asked for
  --as-user NAME         whose search it is, with what that user may do (default: admin)
  --role ROLE            the user's role (default: user); may be repeated
  --splunkd URI          have the run served by an \`ar-sim serve\` that runs already, which keeps its state; log in by
                         SPLUNK_SESSION_KEY or SPLUNK_USERNAME and SPLUNK_PASSWORD (default: what serve tells)
  --splunkd-port N       (default: 8089 when it is free, else a free one)
  --on-unknown-endpoint answer|warn|fail  what a call to an endpoint means that ar-sim does not play (default: warn)
  --rest-bodies          tell the bodies of requests and answers too, secrets masked

Switches where real Splunks differ or nobody knows
  --empty-params include|omit       hand over parameters that are set but empty (default: include)
  --unresolved default|literal|empty  what becomes of unknown tokens
  --numeric-sid                     the sid as a JSON number
  --cwd bin|root                    working folder of the script: the app's bin/ (default) or /
  --assume NAME=VALUE               may be repeated; NAME is one of
      xml-result=omit|experimental       the first row in a payload in XML (default: omit)
      multivalue-separator=TEXT          between the values that a token stands for (default: a blank)
      kill-signal=SIGKILL|SIGTERM        how splunkd ends an action at maxtime (default: SIGKILL)
      killed-code=N                      the exit code that splunkd then logs (default: 9)
      adhoc-type=TEXT                    type= in splunkd's line of an ad hoc run (default: adhoc)
      empty-results=run|skip             whether no rows start the script (default: run)
      extensions=EXT,…                   which of several programs is taken (default: sh,py,js, then none)
      cim-actions=V5|V6                  whose cim_actions where they differ (default: V5)
  --max-results N                   cap of rows (default: maxresults of the action)

Environment
  --env NAME[=VALUE]     let this variable of yours through, or set it; nothing else leaks in

Output
  --dry-run              show argv, environment, payload and files, and start nothing
  --json                 the whole transcript as one JSON document
  --verbose              tell everything although all is well
  --show-secrets         do not mask session keys and secrets
  --keep                 leave the throw-away SPLUNK_HOME, and say where
`;
