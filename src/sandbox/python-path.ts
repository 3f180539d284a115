/** Where the Python stand-ins lie: beside the sources, in the package as in the repository. The only file that knows. */
import { packageFile } from "../host/package-file.ts";

const FOLDER = packageFile("src/sandbox/python/");

export const standIns: {
  /** The package `splunk`, as Splunk's own Python brings it. */
  readonly splunkPackage: string;
  /** What Python runs at its start: leads splunklib to where splunkd answers. */
  readonly startUp: string;
  /** The app that brings cim_actions. */
  readonly cimApp: string;
  /** What answers as $SPLUNK_HOME/bin/splunk. */
  readonly splunkProgram: string;
  /** What runs a REST handler of an app. */
  readonly restHandler: string;
} = {
  splunkPackage: `${FOLDER}splunk`,
  startUp: `${FOLDER}sitecustomize.py`,
  cimApp: `${FOLDER}Splunk_SA_CIM`,
  splunkProgram: `${FOLDER}bin/splunk.py`,
  restHandler: `${FOLDER}rest_handler.py`,
};
