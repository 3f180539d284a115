import sys

sys.stdin.read()
sys.stdout.buffer.write(b"\x1b[2J\xff\xfe\x00\r__proto__\n")
sys.stderr.buffer.write(b"\x1b]0;title\x07 \xc3\x28\n")
