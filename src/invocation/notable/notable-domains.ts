/**
 * The fields of a mock notable that depend on its security domain: what a correlation search of the domain finds.
 * Field names follow the public data models (Authentication, Malware, Network Traffic, Intrusion Detection, Change).
 * Addresses and names are those reserved for documentation.
 */

export const SECURITY_DOMAINS = [
  "access",
  "audit",
  "endpoint",
  "identity",
  "network",
  "threat",
] as const;

export type SecurityDomain = (typeof SECURITY_DOMAINS)[number];

export interface DomainNotable {
  /** Name of the correlation search: `<domain> - <name> - Rule`. */
  readonly searchName: string;
  readonly ruleName: string;
  /** Before and after its tokens are expanded from the event. */
  readonly ruleTitle: string;
  readonly ruleDescription: string;
  readonly severity: string;
  readonly urgency: string;
  readonly drilldownName: string;
  readonly drilldownSearch: string;
  readonly origSourcetype: string;
  readonly origRaw: string;
  readonly tags: readonly string[];
  readonly riskObject: string;
  readonly riskObjectType: "system" | "user" | "other";
  readonly riskScore: string;
  /** The fields that the search finds. */
  readonly fields: Readonly<Record<string, string>>;
}

export const DOMAIN_NOTABLES: Readonly<Record<SecurityDomain, DomainNotable>> = {
  access: {
    searchName: "Access - Brute Force Access Behavior Detected - Rule",
    ruleName: "Brute Force Access Behavior Detected",
    ruleTitle: "Brute force access behaviour from 203.0.113.24",
    ruleDescription: "203.0.113.24 failed to log in 41 times and then succeeded as ahopper.",
    severity: "high",
    urgency: "high",
    drilldownName: "View all login attempts by source 203.0.113.24",
    drilldownSearch:
      '| from datamodel:"Authentication"."Authentication" | search src="203.0.113.24"',
    origSourcetype: "linux_secure",
    origRaw:
      "Nov 24 02:25:58 host-07 sshd[4711]: Accepted password for ahopper from 203.0.113.24 port 52814 ssh2",
    tags: ["authentication", "success"],
    riskObject: "203.0.113.24",
    riskObjectType: "system",
    riskScore: "60",
    fields: {
      src: "203.0.113.24",
      dest: "host-07.example.com",
      user: "ahopper",
      app: "sshd",
      action: "success",
      failure: "41",
      success: "1",
    },
  },
  audit: {
    searchName: "Audit - Expected Host Not Reporting - Rule",
    ruleName: "Expected Host Not Reporting",
    ruleTitle: "Expected host host-07.example.com is not reporting",
    ruleDescription: "host-07.example.com has sent no events for two hours.",
    severity: "medium",
    urgency: "medium",
    drilldownName: "View the last events of host-07.example.com",
    drilldownSearch: '| metadata type=hosts index=* | search host="host-07.example.com"',
    origSourcetype: "metadata",
    origRaw: "host=host-07.example.com lastTime=1732399200 totalCount=48213",
    tags: ["expected_host"],
    riskObject: "host-07.example.com",
    riskObjectType: "system",
    riskScore: "20",
    fields: {
      dest: "host-07.example.com",
      dest_bunit: "operations",
      dest_category: "server",
      dayDiff: "0.08",
      is_expected: "true",
    },
  },
  endpoint: {
    searchName: "Endpoint - Host With Malware Detected - Rule",
    ruleName: "Host With Malware Detected",
    ruleTitle: "Malware Eicar-Test-Signature found on host-12.example.com",
    ruleDescription:
      "Eicar-Test-Signature was found on host-12.example.com and could not be removed.",
    severity: "critical",
    urgency: "critical",
    drilldownName: "View malware events of host-12.example.com",
    drilldownSearch:
      '| from datamodel:"Malware"."Malware_Attacks" | search dest="host-12.example.com"',
    origSourcetype: "symantec:ep:risk:file",
    origRaw:
      'dest="host-12.example.com" user="jdoe" signature="Eicar-Test-Signature" action="deferred" file_path="C:\\Users\\jdoe\\Downloads\\eicar.com"',
    tags: ["attack", "malware"],
    riskObject: "host-12.example.com",
    riskObjectType: "system",
    riskScore: "80",
    fields: {
      src: "192.0.2.44",
      dest: "host-12.example.com",
      user: "jdoe",
      signature: "Eicar-Test-Signature",
      action: "deferred",
      vendor_product: "Symantec Endpoint Protection",
      file_name: "eicar.com",
      file_path: "C:\\Users\\jdoe\\Downloads\\eicar.com",
      file_hash: "44d88612fea8a8f36de82e1278abb02f",
      process_name: "explorer.exe",
    },
  },
  identity: {
    searchName: "Identity - Activity from Expired User Identity - Rule",
    ruleName: "Activity from Expired User Identity",
    ruleTitle: "Activity from expired identity jdoe",
    ruleDescription: "jdoe, whose identity ended on 2024-10-31, was seen on host-12.example.com.",
    severity: "high",
    urgency: "medium",
    drilldownName: "View activity of jdoe",
    drilldownSearch: 'index=* user="jdoe"',
    origSourcetype: "WinEventLog",
    origRaw: 'EventCode=4624 Account_Name="jdoe" Workstation_Name="host-12"',
    tags: ["authentication", "identity"],
    riskObject: "jdoe",
    riskObjectType: "user",
    riskScore: "40",
    fields: {
      user: "jdoe",
      user_first: "Jo",
      user_last: "Doe",
      user_bunit: "finance",
      user_category: "contractor",
      user_email: "jdoe@example.com",
      user_endDate: "2024-10-31",
      src: "192.0.2.44",
      dest: "host-12.example.com",
    },
  },
  network: {
    searchName: "Network - Unusual Volume of Network Activity - Rule",
    ruleName: "Unusual Volume of Network Activity",
    ruleTitle: "Unusual volume of network activity from 192.0.2.44 to 198.51.100.9",
    ruleDescription: "192.0.2.44 sent 4.2 GB to 198.51.100.9 within one hour.",
    severity: "medium",
    urgency: "medium",
    drilldownName: "View traffic from 192.0.2.44",
    drilldownSearch: '| from datamodel:"Network_Traffic"."All_Traffic" | search src="192.0.2.44"',
    origSourcetype: "pan:traffic",
    origRaw:
      "src_ip=192.0.2.44 dest_ip=198.51.100.9 dest_port=443 transport=tcp bytes_out=4509715660 action=allowed",
    tags: ["communicate", "network"],
    riskObject: "192.0.2.44",
    riskObjectType: "system",
    riskScore: "30",
    fields: {
      src: "192.0.2.44",
      src_ip: "192.0.2.44",
      src_port: "50122",
      dest: "198.51.100.9",
      dest_ip: "198.51.100.9",
      dest_port: "443",
      transport: "tcp",
      app: "ssl",
      action: "allowed",
      bytes_out: "4509715660",
      dvc: "fw-01.example.com",
    },
  },
  threat: {
    searchName: "Threat - Threat List Activity - Rule",
    ruleName: "Threat Activity Detected",
    ruleTitle: "Threat activity detected (malware.example.net)",
    ruleDescription:
      "Threat activity (malware.example.net) was discovered in the url field of 192.0.2.44.",
    severity: "low",
    urgency: "high",
    drilldownName: "View all threat activity involving malware.example.net",
    drilldownSearch:
      '| from datamodel:"Threat_Intelligence"."Threat_Activity" | search threat_match_value="malware.example.net"',
    origSourcetype: "bluecoat:proxysg:access:syslog",
    origRaw: "192.0.2.44 jdoe GET http://malware.example.net/payload.bin 200 TCP_MISS",
    tags: ["modaction_result", "threat"],
    riskObject: "192.0.2.44",
    riskObjectType: "system",
    riskScore: "60",
    fields: {
      src: "192.0.2.44",
      dest: "malware.example.net",
      user: "jdoe",
      url: "http://malware.example.net/payload.bin",
      threat_match_field: "url",
      threat_match_value: "malware.example.net",
      threat_collection: "http_intel",
      threat_group: "example_blocklist",
      threat_key: "example_blocklist|malware.example.net",
      weight: "1",
    },
  },
};
