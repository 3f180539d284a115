/** What `ar-sim merge-reports` takes, and what its help says. */
import type { CommandPage } from "../../command-line/command-page.ts";
import { REPORTER_OPTIONS, REPORTER_ROWS } from "../../options/reporter-options.ts";

export const mergeReportsPage: CommandPage = {
  about: `Each machine runs a part of the cases with ar-sim test --shard I/N --reporter blob=FILE. This command joins their
reports to the report of one run. In a FOLDER, it reads each .json file.`,
  examples: ["ar-sim merge-reports blobs/ --reporter pretty --reporter junit=report.xml"],
  groups: { Options: REPORTER_OPTIONS },
  lists: { Reporters: REPORTER_ROWS },
};
