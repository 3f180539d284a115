import json


def process_event(helper, *args, **kwargs):
    field = helper.get_param("user_field")
    for event in helper.get_events():
        helper.addevent(json.dumps({"user": event.get(field, ""), "department": "Sales"}), sourcetype="directory:user")
    helper.writeevents(index="main", host="localhost", source="enrich_user")
    helper.log_info("users enriched")
    return 0
