/**
 * Roles and capabilities as Splunk ships them. Ground: authorize.conf of 10.2, which names each capability and gives
 * each role its own and those it imports.
 */

export interface ShippedRole {
  readonly imports: readonly string[];
  readonly capabilities: readonly string[];
  readonly searchJobs: number;
  /** When not given, `main`. */
  readonly defaultIndexes?: readonly string[];
}

const words = (text: string): string[] => text.trim().split(/\s+/);

const USER = words(`
change_own_password edit_search_schedule_window get_metadata get_typeahead input_file list_inputs output_file
upload_lookup_files request_remote_tok rest_apps_view rest_properties_get rest_properties_set search accelerate_search
list_accelerate_search pattern_detect list_metrics_catalog list_tokens_own export_results_is_visible run_collect
run_mcollect run_dump run_sendalert run_custom_command rest_access_server_endpoints list_spl2_modules
edit_spl2_modules edit_spl2_module_permissions`);

const POWER = words(`
edit_messages schedule_search metric_alerts embed_report rtsearch edit_sourcetypes edit_statsd_transforms
search_process_config_refresh edit_log_alert_event run_msearch run_dump run_sendalert run_custom_command
rest_access_server_endpoints list_field_filter run_commands_ignoring_field_filter list_spl2_modules
edit_spl2_modules edit_spl2_module_permissions`);

const ADMIN = words(`
accelerate_datamodel admin_all_objects apps_backup apps_restore capture_ingest_events change_audit
change_authentication create_external_lookup delete_oauth_config_clients dispatch_rest_to_indexers
edit_authentication_extensions edit_bookmarks_mc edit_certificates edit_cmd edit_dashboard_allow_list
edit_data_management_agent edit_data_management_edgeprocessor edit_data_management_otelcollector
edit_deployment_client edit_deployment_server edit_dist_peer edit_encryption_key_provider edit_external_lookup
edit_field_filter edit_forwarders edit_global_banner edit_health edit_heap_profiler edit_httpauths
edit_indexer_cluster edit_indexerdiscovery edit_ingest_rulesets edit_input_defaults edit_kvstore edit_local_apps
edit_log_alert_event edit_manager_xml edit_messages edit_metric_schema edit_metrics_rollup edit_monitor
edit_oauth_config_role_mappings edit_oauth_configs edit_published_dashboards edit_restmap edit_roles edit_scripted
edit_search_concurrency_all edit_search_head_clustering edit_search_schedule_priority edit_search_scheduler
edit_search_server edit_server edit_server_crl edit_spl2_datasets edit_spl2_module_permissions edit_spl2_modules
edit_splunktcp edit_splunktcp_ssl edit_splunktcp_token edit_storage_passwords edit_storage_passwords_masking edit_tcp
edit_tcp_stream edit_telemetry_settings edit_token_http edit_tokens_all edit_tokens_own edit_tokens_settings edit_udp
edit_upload_and_index edit_user edit_user_seed edit_view_html edit_web_features edit_web_settings
edit_workload_policy edit_workload_pools edit_workload_rules fsh_manage fsh_search get_diag indexes_edit install_apps
license_edit license_tab license_view_warnings list_cascading_plans list_certificates
list_data_management_otelcollector list_deployment_client list_deployment_server list_dist_peer list_field_filter
list_forwarders list_health list_httpauths list_indexer_cluster list_indexerdiscovery list_ingest_rulesets
list_introspection list_oauth_config_clients list_oauth_config_role_mappings list_oauth_configs list_pipeline_sets
list_remote_input_queue list_remote_output_queue list_search_head_clustering list_search_scheduler list_settings
list_spl2_modules list_storage_passwords list_token_http list_tokens_all list_workload_policy list_workload_pools
list_workload_rules merge_buckets never_expire never_lockout provision_data_management_agent
refresh_application_licenses rest_apps_management restart_reason restart_splunkd run_debug_commands
search_process_config_refresh select_workload_pools upload_mmdb_files use_remote_proxy web_debug`);

/** Asked by names from outside: `constructor` is none of them. */
export const shippedRoles: Readonly<Record<string, ShippedRole>> = Object.assign(
  Object.create(null) as Record<string, ShippedRole>,
  {
    user: { imports: [], capabilities: USER, searchJobs: 3 },
    power: { imports: ["user"], capabilities: POWER, searchJobs: 10 },
    admin: {
      imports: ["power", "user"],
      capabilities: ADMIN,
      searchJobs: 50,
      defaultIndexes: ["main", "os"],
    },
    // Ground: Enterprise Security's manual, «Configure users and roles». Guess: what each may do beyond what it imports.
    ess_user: { imports: ["user"], capabilities: [], searchJobs: 3 },
    ess_analyst: {
      imports: ["ess_user", "power"],
      capabilities: ["edit_notable_events"],
      searchJobs: 10,
    },
    ess_admin: {
      imports: ["ess_analyst", "ess_user", "power", "user"],
      capabilities: ["edit_notable_events", "edit_cam_queue"],
      searchJobs: 50,
    },
    can_delete: { imports: [], capabilities: ["delete_by_keyword"], searchJobs: 3 },
  } satisfies Record<string, ShippedRole>,
);

/** Those that exist and are in no role as shipped. */
const UNASSIGNED = words(`
create_bulk_data_move delete_saml_user edit_data_management_pipeline_job edit_health_subset
edit_internal_oauth_clients edit_own_objects edit_roles_grantable edit_saved_search edit_saved_search_owner
edit_watchdog license_read list_all_objects list_all_roles list_all_users list_health_subset
list_internal_oauth_clients list_saved_searches list_tokens_scs request_pstacks run_walklex schedule_rtsearch
use_file_operator`);

/** Of Enterprise Security and the Common Information Model add-on, whose roles administrators have there. */
const OF_APPS = words("edit_cam_queue edit_modinput_relaymodaction edit_notable_events");

export const allCapabilities: readonly string[] = [
  ...new Set([...USER, ...POWER, ...ADMIN, "delete_by_keyword", ...UNASSIGNED, ...OF_APPS]),
].sort();
