"""Puts the add-on's own libraries first, as Add-on Builder's generated file of this name does."""
import os
import re
import sys

here = os.path.dirname(os.path.realpath(__file__))
other_app = re.compile(r"[/\\]etc[/\\]apps[/\\](?!TA_aob_style)[^/\\]+[/\\]bin$")
sys.path = [path for path in sys.path if not other_app.search(path)]
sys.path.insert(0, os.path.join(here, "ta_aob_style"))
