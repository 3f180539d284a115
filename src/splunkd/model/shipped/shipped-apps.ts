/** Apps that are there besides the one under test: Splunk's own, and those of Enterprise Security. */

const SPLUNK = ["search", "launcher", "splunk_httpinput", "user-prefs"];

/** Ground: Enterprise Security's installation manual lists the apps it is made of. */
const ENTERPRISE_SECURITY =
  "Splunk_SA_CIM SplunkEnterpriseSecuritySuite DA-ESS-AccessProtection DA-ESS-EndpointProtection DA-ESS-IdentityManagement DA-ESS-NetworkProtection DA-ESS-ThreatIntelligence SA-AccessProtection SA-AuditAndDataProtection SA-EndpointProtection SA-IdentityManagement SA-NetworkProtection SA-ThreatIntelligence SA-Utils missioncontrol".split(
    " ",
  );

export const shippedApps: readonly string[] = [...SPLUNK, ...ENTERPRISE_SECURITY];

/** Ground: the Ansible collection's suite finds a correlation search of one of them from another. */
export function sharesWithAll(app: string): boolean {
  return ENTERPRISE_SECURITY.includes(app);
}
