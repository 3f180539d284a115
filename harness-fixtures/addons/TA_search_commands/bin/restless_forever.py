"""patient: takes its rows, and never answers."""
import time

import chunks

chunks.read_chunk()
chunks.write_chunk({"type": "streaming"})
time.sleep(600)
