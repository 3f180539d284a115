"""Searches by aiosplunk, whose workers fetch the results in chunks."""
import asyncio
import os

from aiosplunk import OutputMode, Search, SplunkClient
from aiosplunk.exceptions import FailedSearchError, HTTPError

PORT = int(os.environ["SPLUNK_PORT"])
ROWS = "| makeresults count=25 | streamstats count as n | eval text=\"a,b\""


async def rows(client, mode, fields=None):
    search = Search(client, ROWS, "-1h", "now", output_mode=mode, chunk_size=10)
    await search.run()
    return [row async for row in search.get_results(fields)]


async def main():
    client = SplunkClient("localhost", port=PORT, username="admin", password="Chang3d!")
    await client.test_auth()
    found = await rows(client, OutputMode.dict)
    assert [row["n"] for row in found] == [str(n) for n in range(1, 26)], found[:2]
    assert set(found[0]) == {"_time", "n", "text"}, found[0]
    found = await rows(client, OutputMode.dict, ["n", "te*"])
    assert found[3] == {"n": "4", "text": "a,b"}, found[3]
    found = await rows(client, OutputMode.csv, ["n", "text"])
    assert found[0] == "n,text" and found[25] == '25,"a,b"', found
    assert len(await client.eai_get("/services/saved/searches")) > 4
    try:
        await Search(client, "search index=_internal | head none", "-1h", "now").run()
        raise AssertionError("a search that fails is no success")
    except FailedSearchError as error:
        assert "FATAL" in str(error), error
    try:
        await SplunkClient("localhost", port=PORT, username="admin", password="x").test_auth()
        raise AssertionError("a wrong password is no right one")
    except HTTPError as error:
        assert error.status_code == 401, error


asyncio.run(main())
