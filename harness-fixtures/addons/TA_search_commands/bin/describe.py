"""describe …: one row with what splunkd told, whether the key opens splunkd, and messages of each level."""
import json
import os
import ssl
import urllib.request

import chunks

asked, _ = chunks.read_chunk()
info = asked["searchinfo"]
chunks.write_chunk({"type": "reporting", "generating": True})
chunks.read_chunk()


def answer_of_splunkd():
    request = urllib.request.Request(info["splunkd_uri"] + "/services/authentication/current-context?output_mode=json")
    request.add_header("Authorization", "Splunk " + info["session_key"])
    context = ssl._create_unverified_context()
    with urllib.request.urlopen(request, context=context) as answer:
        return json.load(answer)["entry"][0]["content"]["username"]


row = {key: json.dumps(info[key]) for key in sorted(info) if key != "session_key"}
row["who"] = answer_of_splunkd()
row["has_folder"] = int(os.path.isfile(os.path.join(info["dispatch_dir"], "info.csv")))
row["keys"] = " ".join(sorted(asked))
row["cwd"] = os.path.basename(os.getcwd())
row["home"] = int(os.environ["SPLUNK_HOME"] in info["dispatch_dir"])
messages = [["INFO", "all is well"], ["WARN", "nearly"], ["ERROR", "not quite"], ["DEBUG", "unseen"]]
row["tags"], row["__mv_tags"] = "a\nb$c", "$a$;$b$$c$"
chunks.write_chunk({"finished": True, "inspector": {"messages": messages}}, [row])
