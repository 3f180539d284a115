"""Which generation of cim_actions to follow where the known ones contradict each other.

V5 is Splunk_SA_CIM 4.20 to 5.0.1, V6 what Splunk's add-on library (splunktaucclib 6.3 and later) carries.
They differ in three answers: the search job endpoint, whether _guid and _event_id survive
default_dropexp, and what get_header_item makes of a value that is no text. V5 unless
local/cim_actions.conf of this app says `generation = V6` under [cim_actions].
"""
from __future__ import absolute_import

from splunk.clilib.cli_common import getAppConf


def is_v6():
    try:
        conf = getAppConf('cim_actions', 'Splunk_SA_CIM')
    except KeyError:  # no SPLUNK_HOME
        return False
    return conf.get('cim_actions', {}).get('generation', 'V5').upper() == 'V6'


V6 = is_v6()
