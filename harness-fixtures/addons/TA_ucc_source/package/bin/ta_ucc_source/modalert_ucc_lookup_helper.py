import json


def process_event(helper, *args, **kwargs):
    for row in helper.get_events():
        host = row.get(helper.get_param("field"), "")
        helper.addevent(json.dumps({"host": host, "rid": row["rid"]}), sourcetype="ucc:lookup")
    helper.writeevents(index="main", source="ucc_lookup")
    return 0
