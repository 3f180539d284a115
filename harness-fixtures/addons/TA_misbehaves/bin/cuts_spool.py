import os

text = '***SPLUNK*** index="main"\n==##~~##~~  1E8N3D4E6V5E7N2T9 ~~##~~##==\n'
text += '***Common Action Model*** orig_action_name="cuts_spool" orig_sid="1.2" orig_rid="0" sourcetype="cut:one"\nwhole\n'
text += '==##~~##~~  1E8N3D4E6V5E7N2T9 ~~##~~##==\n***Common Action Model*** orig_action_na'
with open(os.path.join(os.environ["SPLUNK_HOME"], "var", "spool", "splunk", "1.stash_common_action_model"), "w") as spool:
    spool.write(text)
