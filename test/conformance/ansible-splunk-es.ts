/**
 * The integration targets of the Ansible collection splunk.es, which makes correlation searches, adaptive responses and
 * inputs: AR_SIM_ANSIBLE_COLLECTIONS names a folder with ansible_collections/{splunk/es,ansible/netcommon,ansible/utils},
 * AR_SIM_ANSIBLE_PLAYBOOK the program.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CACHE, report, run, say, withSplunkd } from "./suite.ts";

const TARGETS = "ansible_collections/splunk/es/tests/integration/targets";

export async function ansibleSplunkEs(): Promise<boolean> {
  const collections = process.env["AR_SIM_ANSIBLE_COLLECTIONS"];
  if (collections === undefined || !existsSync(join(collections, TARGETS))) {
    say("skipped: the suite of splunk.es (AR_SIM_ANSIBLE_COLLECTIONS names no folder that has it)");
    return false;
  }
  const folder = join(CACHE, "ansible");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let hasFailed = false;
  for (const target of readdirSync(join(collections, TARGETS))) {
    const failed = await withSplunkd({ port: 0 }, ({ port }) =>
      play(target, folder, collections, port),
    );
    hasFailed = failed || hasFailed;
  }
  return hasFailed;
}

async function play(
  target: string,
  folder: string,
  collections: string,
  port: number,
): Promise<boolean> {
  const inventory = {
    splunk: {
      hosts: { localhost: { ansible_host: "127.0.0.1" } },
      vars: {
        ansible_connection: "ansible.netcommon.httpapi",
        ansible_network_os: "splunk.es.splunk",
        ansible_user: "admin",
        ansible_httpapi_pass: "Chang3d!",
        ansible_httpapi_port: port,
        ansible_httpapi_use_ssl: true,
        ansible_httpapi_validate_certs: false,
      },
    },
  };
  writeFileSync(join(folder, "inventory.json"), JSON.stringify(inventory));
  writeFileSync(
    join(folder, "play.json"),
    JSON.stringify([{ hosts: "splunk", gather_facts: false, roles: [target] }]),
  );
  const program = process.env["AR_SIM_ANSIBLE_PLAYBOOK"] ?? "ansible-playbook";
  const { status, output } = await run(program, ["-i", "inventory.json", "play.json"], {
    cwd: folder,
    env: {
      HOME: folder,
      LC_ALL: "C.UTF-8",
      ANSIBLE_COLLECTIONS_PATH: collections,
      ANSIBLE_ROLES_PATH: join(collections, TARGETS),
    },
  });
  return report(`splunk.es, ${target}`, status, output, /ok=\d+.*failed=\d+/g);
}
