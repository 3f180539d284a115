"""What ar-sim's cim_actions is made of: here, so that Python can keep it compiled between runs.

The real splunk package has no such thing. Scripts import cim_actions, from Splunk_SA_CIM/lib.
"""
