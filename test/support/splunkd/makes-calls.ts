/**
 * Part of a script of the add-on TA_memo that has read its payload as `given`: makes the calls of its parameter `calls`,
 * `METHOD path body` a line, and prints what came back. Then `home` is where its .conf would be written.
 */
export const MAKES_CALLS = `for line in given["configuration"].get("calls", "").split("\\n"):
    method, path, body = (line + "  ").split(" ", 2)
    if not method: continue
    asked = urllib.request.Request(given["server_uri"] + path, data=body.strip().encode() or None, method=method)
    asked.add_header("Authorization", "Splunk " + given["session_key"])
    try:
        print(urllib.request.urlopen(asked, context=ssl._create_unverified_context()).read().decode())
    except urllib.error.HTTPError as error:
        print(error.code, error.read().decode())
home = os.environ["SPLUNK_HOME"] + "/etc/apps/TA_memo/local/memo.conf"`;
