"""Tells the status that an allowed request got."""

from .sites import path_of


def hook_answers(client, outbound):
    """`client` is the module http.client, or httplib."""
    kind = client.HTTPConnection
    putrequest, getresponse = kind.putrequest, kind.getresponse

    def begin(self, method, url, *args, **kwargs):
        self._stand_in_request = (method, path_of(url))
        return putrequest(self, method, url, *args, **kwargs)

    def receive(self, *args, **kwargs):
        response = getresponse(self, *args, **kwargs)
        try:
            outbound.watch().answered(self.host, self.port, self._stand_in_request, response.status)
        except Exception:
            # A class of its own may begin a request in another way.
            pass
        return response

    kind.putrequest, kind.getresponse = begin, receive
