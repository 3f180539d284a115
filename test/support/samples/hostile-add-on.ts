/** An add-on whose names, keys and values try to act where they are printed. */

/** Clears the screen, colours it, and turns the direction of what follows. */
export const EVIL = "x\u001b[2Jy\u009b31m\u202ez";
export const HOSTILE: Readonly<Record<string, string>> = {
  "default/app.conf": "[package]\nid = TA_evil\n",
  "default/alert_actions.conf": `[evil]\npayload_format = json\nparam.${EVIL} = ${EVIL}\nparam._cam = {${EVIL}\nodd ${EVIL}\n[broken ${EVIL}\n`,
  [`bin/${EVIL}\n::error::name.py`]: "print 1\n",
  "bin/evil.py": `import sys
sys.stdin.read()
text = u${JSON.stringify(EVIL)}
for out in (sys.stdout.buffer, sys.stderr.buffer):
    out.write((u"::error file=a::boom\\n##[error]boom\\n  ::set-output name=a::b\\n" + text + u"\\n").encode("utf-8"))
raise ValueError(text + u"\\n::error::boom")
`,
  "ar-sim.test.yaml": `cases:\n  - name: ${JSON.stringify(`case ${EVIL}\n::error::boom`)}\n    expect: { exit: 0, stdout: ${JSON.stringify("::error::boom\nother")} }\n`,
};

/** What a terminal obeys, lines apart. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
export const ACTS: RegExp = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
/** Of a build service. */
export const COMMAND: RegExp = /^\s*::[^:]+::|##\[/m;
