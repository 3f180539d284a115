/**
 * Settings that Splunk ships below every app and that concern alert actions.
 * Ground: alert_actions.conf as shipped, the same from 8.2.6 to 10.2.3.
 */
export const systemDefaults: Readonly<Record<string, string>> = {
  alert_actions: `[default]
maxresults = 10000
hostname =
ttl = 10p
maxtime = 5m
track_alert = 0
command = sendalert $action_name$ results_file="$results.file$" results_link="$results.url$"
forceCsvResults = auto
`,
};
