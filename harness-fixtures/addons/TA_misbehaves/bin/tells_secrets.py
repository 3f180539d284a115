import base64, json, os, sys
payload = json.load(sys.stdin)
secrets = [payload["session_key"], payload["configuration"]["api_key"]]
forms = [form(secret) for secret in secrets for form in (
    str, json.dumps, lambda text: text.encode().hex(),
    lambda text: base64.b64encode(b"user:" + text.encode()).decode())]
print("\n".join(forms))
sys.stderr.write("\n".join(forms) + "\n")
log = os.path.join(os.environ["SPLUNK_HOME"], "var", "log", "splunk", "tells_secrets_modalert.log")
with open(log, "w") as handle:
    handle.write("\n".join(forms))
sys.exit(1)
