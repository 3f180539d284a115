"""Found by alert.execute.cmd: the arguments are the conf's, with no --execute added."""
import sys

sys.stdin.read()
sys.exit(0 if sys.argv[1:] == ["--execute", "--quiet"] else 2)
