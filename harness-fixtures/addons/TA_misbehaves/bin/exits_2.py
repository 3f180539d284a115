import sys

sys.stdin.read()
sys.stderr.write("DEBUG not shown\nWARN going wrong\nno level at all\n")
sys.exit(2)
