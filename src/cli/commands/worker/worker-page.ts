/** What `ar-sim worker` takes, and what its help says. */
import type { CommandPage } from "../../command-line/command-page.ts";

export const workerPage: CommandPage = {
  about: `Reads requests from stdin and writes answers to stdout, each one a line of JSON, until stdin ends. A program that
runs many actions saves the start of ar-sim for each of them. The pytest plugin works with it.`,
  examples: [`echo '{"id":1,"do":"hello","with":{"protocol":1}}' | ar-sim worker`],
  groups: {},
  lists: {
    Requests: {
      hello: "Must be the first. Gives the version of ar-sim and of the protocol.",
      run: "Runs an action. `given` is that of a scenario file.",
      search: "Runs a search.",
      addon: "Finds the add-on.",
      attachment: "Tells how the debugger of an editor attaches.",
      why: "Tells why a run did not pass.",
      check: "Finds mistakes in the add-on.",
      doctor: "Tells whether a response will show in Incident Review.",
      scenarios: "Lists the cases of scenario files.",
      case: "Runs one of these cases.",
      snapshot: "Compares a run with its snapshot.",
      serve: "Starts the stand-in for splunkd's REST API.",
      home: "Lays out a SPLUNK_HOME, beside a stand-in.",
      requests: "Lists the requests that a stand-in got.",
      measure: "Prepares a folder that coverage.py measures into.",
      coverage: "Tells what was measured into it.",
      close: "Ends a stand-in, and removes its SPLUNK_HOME.",
      cancel: "Stops a request that is being worked on.",
    },
  },
};
