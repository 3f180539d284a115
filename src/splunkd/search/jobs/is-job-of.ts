/** Who sees a job. Ground: perms of a job as splunkd shows them, its owner's alone; administrators see all. */
import type { Job } from "../../store/job.ts";
import type { User } from "../../instance/users.ts";

export function isJobOf({ owner }: Job, { name, capabilities }: User): boolean {
  return owner === name || capabilities.has("admin_all_objects");
}
