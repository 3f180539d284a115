"""letters N: letters, by splunk.Intersplunk, as most commands of the older protocol are written."""
import sys

import splunk.Intersplunk as intersplunk

is_getinfo, sys.argv = intersplunk.isGetInfo(sys.argv)
if is_getinfo:
    intersplunk.outputInfo(False, True, False, False, None)
words, options = intersplunk.getKeywordsAndOptions()
try:
    count = int(words[0])
except (IndexError, ValueError):
    intersplunk.generateErrorResults("Tell how many letters you want.")
    sys.exit()
intersplunk.outputResults([{"letter": chr(97 + n), "all": ["x", "y$"]} for n in range(count)])
