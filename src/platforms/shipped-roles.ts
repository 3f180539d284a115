/**
 * Roles and capabilities as each release ships them. Ground: authorize.conf of 9.0.5, 9.1.3, 9.2.2, 9.3.2, 9.4.3, 10.0.2
 * and 10.2.3, which name each capability, and give each role its own and those it imports.
 */
import { namesIn } from "./names-by-release.ts";
import type { SplunkRelease } from "./splunk-releases.ts";

/** Settings of a role by the names of authorize.conf, which are those of REST too. */
export interface RoleQuotas {
  readonly srchJobsQuota: number;
  readonly rtSrchJobsQuota: number;
  /** Megabytes. */
  readonly srchDiskQuota: number;
  readonly cumulativeSrchJobsQuota: number;
  readonly cumulativeRTSrchJobsQuota: number;
}

export interface ShippedRole {
  readonly imports: readonly string[];
  /** Its own, without those of `[default]`. */
  readonly capabilities: readonly string[];
  readonly quotas: RoleQuotas;
  readonly allowedIndexes: readonly string[];
  readonly defaultIndexes: readonly string[];
  readonly filter: string;
}

/** What `[default]` gives every role, a new one too. */
const DEFAULT = `
edit_own_objects list_all_objects run_collect run_mcollect schedule_rtsearch`;

const USER = `
accelerate_search change_own_password delete_messages<9.2 edit_search_schedule_window
edit_spl2_module_permissions>=10.2 edit_spl2_modules>=10.2 export_results_is_visible get_metadata get_typeahead
input_file list_accelerate_search list_inputs list_metrics_catalog list_spl2_modules>=10.2 list_tokens_own output_file
pattern_detect request_remote_tok rest_access_server_endpoints rest_apps_view rest_properties_get rest_properties_set
run_collect run_custom_command run_dump run_mcollect run_sendalert search upload_lookup_files`;

const POWER = `
edit_dispatch_as>=9.4<10.0 edit_log_alert_event edit_messages>=9.2 edit_sourcetypes edit_spl2_module_permissions>=10.2
edit_spl2_modules>=10.2 edit_statsd_transforms embed_report list_field_filter>=9.3 list_spl2_modules>=10.2
metric_alerts rest_access_server_endpoints rtsearch run_commands_ignoring_field_filter run_custom_command run_dump
run_msearch run_sendalert schedule_search search_process_config_refresh`;

const ADMIN = `
accelerate_datamodel admin_all_objects apps_backup apps_restore capture_ingest_events>=9.1 change_audit>=9.1
change_authentication create_external_lookup>=9.3 delete_oauth_config_clients>=10.2 dispatch_rest_to_indexers
edit_authentication_extensions edit_bookmarks_mc edit_certificates>=9.2 edit_cmd edit_dashboard_allow_list>=10.0
edit_data_management_agent>=10.0 edit_data_management_edgeprocessor>=10.0 edit_data_management_otelcollector>=10.0
edit_deployment_client edit_deployment_server edit_dist_peer edit_encryption_key_provider edit_external_lookup>=9.3
edit_field_filter edit_forwarders edit_global_banner edit_health edit_heap_profiler>=10.2 edit_httpauths
edit_indexer_cluster edit_indexerdiscovery edit_ingest_rulesets edit_input_defaults edit_kvstore edit_local_apps
edit_log_alert_event edit_manager_xml edit_messages>=9.2 edit_metric_schema edit_metrics_rollup edit_monitor
edit_oauth_config_role_mappings>=10.2 edit_oauth_configs>=10.2 edit_published_dashboards>=10.0 edit_restmap edit_roles
edit_scripted edit_search_concurrency_all edit_search_head_clustering edit_search_schedule_priority
edit_search_scheduler edit_search_server edit_server edit_server_crl edit_spl2_datasets>=10.0
edit_spl2_module_permissions>=10.2 edit_spl2_modules>=10.0 edit_spl2_permissions>=9.3<10.2 edit_splunktcp
edit_splunktcp_ssl edit_splunktcp_token edit_storage_passwords>=9.1 edit_storage_passwords_masking>=10.2 edit_tcp
edit_tcp_stream edit_telemetry_settings edit_token_http edit_tokens_all edit_tokens_own edit_tokens_settings edit_udp
edit_upload_and_index edit_user edit_user_seed edit_view_html edit_web_features edit_web_settings edit_workload_policy
edit_workload_pools edit_workload_rules fsh_manage fsh_search get_diag indexes_edit install_apps license_edit
license_tab license_view_warnings list_cascading_plans list_certificates>=9.2 list_data_management_otelcollector>=10.0
list_deployment_client list_deployment_server list_dist_peer list_field_filter>=9.3 list_forwarders list_health
list_httpauths list_indexer_cluster list_indexerdiscovery list_ingest_rulesets list_introspection
list_oauth_config_clients>=10.2 list_oauth_config_role_mappings>=10.2 list_oauth_configs>=10.2 list_pipeline_sets
list_remote_input_queue list_remote_output_queue list_search_head_clustering list_search_scheduler list_settings
list_spl2_modules>=10.0 list_storage_passwords list_token_http list_tokens_all list_workload_policy
list_workload_pools list_workload_rules merge_buckets never_expire never_lockout provision_data_management_agent>=10.0
read_internal_libraries_settings<9.4 refresh_application_licenses rest_apps_management restart_reason restart_splunkd
run_debug_commands run_spl2_search>=10.0<10.2 search_process_config_refresh select_workload_pools upload_mmdb_files
use_file_operator<9.3 use_remote_proxy web_debug`;

/** Those that exist and are in no role as shipped. */
const UNASSIGNED = `
acs_conf<9.1 create_bulk_data_move>=10.2 delete_saml_user>=10.2 edit_data_management_pipeline_job>=10.2
edit_health_subset edit_internal_oauth_clients>=10.2 edit_roles_grantable edit_saved_search>=10.0
edit_saved_search_owner>=10.0 edit_search_concurrency_scheduled edit_watchdog license_read list_all_roles>=9.2
list_all_users>=9.2 list_health_subset list_internal_oauth_clients>=10.2 list_saved_searches>=10.0 list_tokens_scs
request_pstacks run_walklex`;

/** `[default]` of authorize.conf, the same in all. */
const DEFAULT_QUOTAS: RoleQuotas = {
  srchJobsQuota: 3,
  rtSrchJobsQuota: 6,
  srchDiskQuota: 100,
  cumulativeSrchJobsQuota: 50,
  cumulativeRTSrchJobsQuota: 100,
};

/** A role that says nothing. */
export const BARE_ROLE: ShippedRole = {
  imports: [],
  capabilities: [],
  quotas: DEFAULT_QUOTAS,
  allowedIndexes: [],
  defaultIndexes: [],
  filter: "",
};

type Release = Pick<SplunkRelease, "version">;

/** By name. */
export function shippedRoles(release: Release): ReadonlyMap<string, ShippedRole> {
  const user = { ...BARE_ROLE, allowedIndexes: ["*"], defaultIndexes: ["main"] };
  return new Map<string, ShippedRole>([
    ["user", { ...user, capabilities: namesIn(USER, release) }],
    [
      "power",
      {
        ...user,
        imports: ["user"],
        capabilities: namesIn(POWER, release),
        quotas: quotas([10, 20, 500, 100, 200]),
      },
    ],
    [
      "admin",
      {
        imports: ["power", "user"],
        capabilities: namesIn(ADMIN, release),
        quotas: quotas([50, 100, 10_000, 200, 400]),
        allowedIndexes: ["*", "_*"],
        defaultIndexes: ["main", "os"],
        filter: "*",
      },
    ],
    [
      "can_delete",
      {
        ...BARE_ROLE,
        capabilities: ["delete_by_keyword"],
        quotas: { ...DEFAULT_QUOTAS, cumulativeSrchJobsQuota: 0, cumulativeRTSrchJobsQuota: 0 },
      },
    ],
    ["splunk-system-role", { ...BARE_ROLE, imports: ["admin"] }],
  ]);
}

/** What every role has unless it is taken back by `<capability> = disabled`. */
export function defaultCapabilities(release: Release): readonly string[] {
  return namesIn(DEFAULT, release);
}

/** Every capability that the release names. */
export function allCapabilities(release: Release): readonly string[] {
  const lists = [DEFAULT, USER, POWER, ADMIN, UNASSIGNED].flatMap((text) => namesIn(text, release));
  return [...new Set([...lists, "delete_by_keyword"])].sort();
}

function quotas([jobs, realTime, disk, cumulative, cumulativeRealTime]: readonly [
  number,
  number,
  number,
  number,
  number,
]): RoleQuotas {
  return {
    srchJobsQuota: jobs,
    rtSrchJobsQuota: realTime,
    srchDiskQuota: disk,
    cumulativeSrchJobsQuota: cumulative,
    cumulativeRTSrchJobsQuota: cumulativeRealTime,
  };
}
