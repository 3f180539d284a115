"""numbers count=N [parts=M]: makes rows, M at a time."""
import chunks

asked, _ = chunks.read_chunk()
options = chunks.options_of(asked)
count = int(options.get("count", 1))
part = int(options.get("parts", count or 1))
chunks.write_chunk({"type": "stateful", "generating": True})
made = 0
while chunks.read_chunk() is not None:
    rows = [{"_time": 1700000000 + n, "n": n + 1} for n in range(made, min(count, made + part))]
    made += len(rows)
    chunks.write_chunk({"finished": made >= count}, rows)
