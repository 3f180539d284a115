/**
 * Alert actions that Splunk ships. Ground: alert_actions.conf of each release. The commands of email, rss and the others
 * are left out: nothing here runs them.
 */
import { isFrom, type SplunkProfile } from "../platforms/splunk-profile.ts";

type Stanza = Readonly<Record<string, string>>;

const EMAIL: Stanza = {
  icon_path: "mod_alert_icon_email.png",
  label: "Send email",
  description: "Send an email notification to specified recipients",
  from: "splunk",
  subject: "Splunk Alert: $name$",
  "subject.alert": "Splunk Alert: $name$",
  "subject.report": "Splunk Report: $name$",
  useNSSubject: "0",
  format: "table",
  mailserver: "localhost",
  use_ssl: "0",
  use_tls: "0",
  auth_username: "",
  auth_password: "",
  reportPaperSize: "letter",
  reportPaperOrientation: "portrait",
  reportIncludeSplunkLogo: "1",
  reportCIDFontList: "gb cns jp kor",
  inline: "0",
  reportFileName: "$name$-$time:%Y-%m-%d$",
  priority: "3",
  preprocess_results: "",
  track_alert: "1",
  to: "",
  cc: "",
  bcc: "",
  "message.report": "The scheduled report '$name$' has run.",
  "message.alert": "The alert condition for '$name$' was triggered.",
  "include.results_link": "1",
  "include.view_link": "1",
  "include.search": "0",
  "include.trigger": "0",
  "include.trigger_time": "0",
  content_type: "html",
  sendresults: "0",
  sendpdf: "0",
  sendcsv: "0",
  allow_empty_attachment: "1",
  pdfview: "",
  ttl: "86400",
  maxtime: "5m",
  width_sort_columns: "1",
  "pdf.footer_enabled": "1",
  "pdf.header_enabled": "1",
  "pdf.header_center": "description",
  "pdf.footer_left": "logo",
  "pdf.footer_center": "title",
  "pdf.footer_right": "timestamp,pagination",
  "pdf.html_image_rendering": "1",
  allowedDomainList: "",
};

/** Each key of email with the release that brought it. */
const LATER: readonly (readonly [first: string, settings: Stanza])[] = [
  ["9.3", { sendpng: "0", "pdf.header_left": "", "pdf.header_right": "", "pdf.logo_path": "" }],
  ["10.0", { oauth_client_id: "", oauth_client_secret: "", oauth_scope: "", oauth_url: "" }],
];

export function shippedActions(profile: SplunkProfile): Readonly<Record<string, Stanza>> {
  const later = LATER.filter(([first]) => isFrom(profile, first)).map(([, settings]) => settings);
  const lookupTtl: Stanza = isFrom(profile, "9.3") ? { ttl: "2p" } : {};
  return {
    email: Object.assign({}, EMAIL, ...later),
    ...OTHERS,
    lookup: { ...OTHERS["lookup"], ...lookupTtl },
  };
}

const OTHERS: Readonly<Record<string, Stanza>> = {
  lookup: {
    label: "Output results to lookup",
    icon_path: "mod_alert_icon_lookup.png",
    description: "Output the results of the search to a CSV lookup file",
    filename: "",
    append: "0",
    ttl: "2p",
  },
  populate_lookup: {
    ttl: "120",
    dest: "",
  },
  rss: {
    ttl: "86400",
    maxtime: "1m",
  },
  script: {
    icon_path: "mod_alert_icon_script.png",
    label: "Run a script",
    description: "Invoke a custom script",
    track_alert: "1",
    ttl: "600",
    maxtime: "5m",
    filename: "",
  },
  summary_index: {
    _name: "summary",
    inline: "1",
    ttl: "120",
  },
  summary_metric_index: {
    _name: "summary",
    inline: "1",
    ttl: "120",
  },
  webhook: { is_custom: "1", label: "Webhook", payload_format: "json" },
  logevent: { is_custom: "1", label: "Log Event", payload_format: "json" },
};
