"""Reads the XML payload, the default format, and tells what it found."""
import sys
import xml.etree.ElementTree as ElementTree

alert = ElementTree.fromstring(sys.stdin.buffer.read())
params = {param.get("name"): param.text for param in alert.iter("param")}
sys.stderr.write("INFO sid=%s room=%s\n" % (alert.findtext("sid"), params.get("room")))
sys.exit(0 if alert.tag == "alert" and params.get("room") == "lobby & <stairs>" else 2)
