"""totals field=F: the sum of a field, and the number of rows. Its preop counts what came before."""
import chunks

asked, _ = chunks.read_chunk()
options = chunks.options_of(asked)
field = options.get("field", "n")
preop = options.get("preop", "")
chunks.write_chunk({"type": "reporting", "streaming_preop": preop})
total = rows_seen = 0
first = ""
for metadata, rows in iter(chunks.read_chunk, None):
    total += sum(int(row.get(field) or 0) for row in rows)
    rows_seen += len(rows)
    first = first or (rows[0].get(field) if rows else "")
    is_last = metadata["finished"]
    answer = [{"total": total, "rows": rows_seen, "first": first}] if is_last else []
    chunks.write_chunk({"finished": is_last}, answer)
