"""breaks: ends with 5."""
import sys

sys.stderr.write("nothing works today\n")
sys.exit(5)
