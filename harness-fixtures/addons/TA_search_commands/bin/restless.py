"""restless how=…: everything that a command should not do."""
import os
import subprocess
import sys
import time

import chunks

asked, _ = chunks.read_chunk()
how = chunks.options_of(asked).get("how", "")
if how == "dies early":
    sys.exit(3)
if how == "garbage early":
    print("Hello from a print that was left in the script")
    sys.stdout.flush()
    time.sleep(60)
if how == "refuses":
    chunks.write_chunk({"error": "This command needs an argument."})
    sys.exit(0)
if how == "says why, and dies":
    chunks.write_chunk({"type": "events", "inspector": {"messages": [["ERROR", "Unrecognized option: x=1"]]}})
    sys.exit(1)
chunks.write_chunk({"type": "streaming"})
while True:
    if chunks.read_chunk() is None:
        sys.exit(0)
    if how == "dies":
        sys.stderr.write("Traceback (most recent call last):\nValueError: no luck\n")
        sys.exit(7)
    if how == "kills itself":
        os.kill(os.getpid(), 9)
    if how == "leaves quietly":
        sys.exit(0)
    if how == "hangs":
        subprocess.Popen(["sleep", "600.0173"])
        time.sleep(600)
    if how == "floods":
        chunks.write_chunk({"finished": False}, [{"x": "y" * 200000}])
    if how == "floods without end":
        while True:
            chunks.OUTPUT.write(b"x" * 65536)
    if how == "garbage":
        print("no chunk at all")
        sys.stdout.flush()
    if how == "half":
        chunks.OUTPUT.write(b"chunked 1.0,20,100\n{\"finished\": true}")
        chunks.OUTPUT.flush()
        sys.exit(0)
    if how == "no json":
        chunks.OUTPUT.write(b"chunked 1.0,4,0\n[1,]")
        chunks.OUTPUT.flush()
    if how == "never finished":
        chunks.write_chunk({"finished": False})
        continue
    if how == "tells an error":
        chunks.write_chunk({"finished": True, "error": "The answer is no."})
    if how == "fails after its end":
        chunks.write_chunk({"finished": True, "inspector": {"messages": [["ERROR", "too late"]]}}, [{"n": "1"}])
        sys.exit(1)
    if how == "says why in between":
        chunks.write_chunk({"finished": False, "inspector": {"messages": [["ERROR", "the disk is full"]]}})
        sys.exit(1)
