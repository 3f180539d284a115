"""Goes out in five ways, and swallows each error. No machine has these names and addresses."""
import json
import socket
import subprocess
import sys

try:
    from http.client import HTTPConnection
    from urllib.request import urlopen
except ImportError:
    from httplib import HTTPConnection
    from urllib2 import urlopen

CHILD = "import socket; socket.create_connection(('2001:db8::25', 25), 2)"


def by_https():
    urlopen("https://api.vendor.example/block", b"{}", timeout=2)


def by_http():
    HTTPConnection("203.0.113.7", 8080, timeout=2).request("GET", "/status")


def by_tcp():
    socket.create_connection(("redis.vendor.example", 6379), 2)


def by_udp():
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"<14>blocked", ("192.0.2.5", 514))


def by_another_program():
    subprocess.check_output([sys.executable, "-S", "-c", CHILD], stderr=subprocess.STDOUT)


json.load(sys.stdin)
for way in (by_https, by_http, by_tcp, by_udp, by_another_program):
    try:
        way()
    except Exception:
        pass
