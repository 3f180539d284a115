// For `npm run coverage`: has the processes that a test starts say what they ran. Not its own, which vitest measures.
const folder = process.env["AR_SIM_COVERAGE"];
if (folder !== undefined) process.env["NODE_V8_COVERAGE"] = folder;
