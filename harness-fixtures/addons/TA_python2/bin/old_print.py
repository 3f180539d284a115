import sys

payload = sys.stdin.read()
print >>sys.stderr, "INFO took %d bytes" % len(payload)
print "done"
