/** Where the Python stand-ins are, in the repository and in the package. */
import { packageFile } from "../host/package-file.ts";

const FOLDER = packageFile("src/sandbox/python/");

export const standIns: {
  /** The package `splunk`, which Splunk's own Python brings. */
  readonly splunkPackage: string;
  /** Python runs this at its start. It leads splunklib to the address of the stand-in. */
  readonly startUp: string;
  /** The package that watches what a script tries to reach. */
  readonly outbound: string;
  /** The module that writes down what a fence refuses to let a script write to. */
  readonly refusedWrites: string;
  /** The module that keeps exceptions of the add-on's code. */
  readonly raised: string;
  /** The module that forks the process of each case. */
  readonly forks: string;
  /** The module that lets a debugger into a script. */
  readonly debugging: string;
  /** The module that brings pdb to a terminal. */
  readonly prompting: string;
  /** The app that brings cim_actions. */
  readonly cimApp: string;
  /** The program behind $SPLUNK_HOME/bin/splunk. */
  readonly splunkProgram: string;
  /** The program that runs REST handlers. */
  readonly restHandler: string;
  /** The program that compiles Python sources for the interpreter that runs it. */
  readonly compileSources: string;
  /** The program that combines what coverage.py measured, and reports it. */
  readonly reportCoverage: string;
  /** The program that keeps watch over scripts. */
  readonly keeper: string;
} = {
  splunkPackage: `${FOLDER}splunk`,
  startUp: `${FOLDER}sitecustomize.py`,
  outbound: `${FOLDER}outbound`,
  refusedWrites: `${FOLDER}refused_writes.py`,
  raised: `${FOLDER}raised.py`,
  forks: `${FOLDER}forks.py`,
  debugging: `${FOLDER}debugging.py`,
  prompting: `${FOLDER}prompting.py`,
  cimApp: `${FOLDER}Splunk_SA_CIM`,
  splunkProgram: `${FOLDER}bin/splunk.py`,
  restHandler: `${FOLDER}rest_handler.py`,
  compileSources: `${FOLDER}compile_sources.py`,
  reportCoverage: `${FOLDER}report_coverage.py`,
  keeper: `${FOLDER}fence/keep.py`,
};
