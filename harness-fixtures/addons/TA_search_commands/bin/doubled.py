"""doubled field=F: doubles a field, and gets no other one."""
import chunks

asked, _ = chunks.read_chunk()
field = chunks.options_of(asked).get("field", "n")
chunks.write_chunk({"type": "streaming", "required_fields": [field]})
for metadata, rows in iter(chunks.read_chunk, None):
    for row in rows:
        others = set(row) - {field, "_chunked_idx"}
        assert all(name.startswith("__mv_") for name in others), others
        row[field] = int(row[field] or 0) * 2
    chunks.write_chunk({"finished": metadata["finished"]}, rows)
