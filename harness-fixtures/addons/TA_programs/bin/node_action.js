// Reads the payload with the Node.js that Splunk brings.
let text = ''
process.stdin.on('data', (chunk) => (text += chunk)).on('end', () => {
  const { sid } = JSON.parse(text)
  process.stderr.write(`INFO node program for sid=${sid}\n`)
  process.exitCode = process.argv[2] === '--execute' ? 0 : 2
})
