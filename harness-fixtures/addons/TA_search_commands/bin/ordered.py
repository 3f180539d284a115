"""ordered: the rows from the last one to the first one."""
import chunks

chunks.run({"type": "events"}, lambda rows, _: rows[::-1])
