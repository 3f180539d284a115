"""What the interpreter of a script tells of its attempts to reach something, and refuses."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCES = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", "..", "..", "src", "sandbox", "python"))

HEAD = """
import os, socket, sys
try:
    from http.client import HTTPConnection, HTTPSConnection
except ImportError:
    from httplib import HTTPConnection, HTTPSConnection
def attempt(act):
    try:
        print(act())
    except Exception as error:
        print("%s %s" % (type(error).__name__, getattr(error, "errno", None)))
"""


class Outbound(unittest.TestCase):
    def setUp(self):
        self.root = os.path.realpath(tempfile.mkdtemp())
        self.bin = os.path.join(self.root, "splunk", "etc", "apps", "TA", "bin")
        self.packages = os.path.join(self.root, "splunk", "lib", "python3", "site-packages")
        self.outbound = os.path.join(self.root, "outbound")
        os.makedirs(self.bin)
        os.makedirs(self.packages)
        os.makedirs(self.outbound)
        shutil.copy(os.path.join(SOURCES, "sitecustomize.py"), self.packages)
        shutil.copytree(
            os.path.join(SOURCES, "outbound"),
            os.path.join(self.packages, "_stand_in_outbound"),
            ignore=shutil.ignore_patterns("*.pyc", "__pycache__"),
        )
        self.rules("refuses", "makes_names", "offer\t127.0.0.1\t8089", "allow\tlet.example\t9", "own\tthis-machine")

    def tearDown(self):
        shutil.rmtree(self.root)

    def rules(self, *lines):
        apps = "apps\t%s/" % os.path.join(self.root, "splunk", "etc", "apps")
        with open(os.path.join(self.outbound, "rules"), "w") as file:
            file.write("\n".join(lines + (apps, "")))
        open(os.path.join(self.outbound, "told"), "w").close()

    def run_code(self, code, *options):
        path = os.path.join(self.bin, "act.py")
        with open(path, "w") as file:
            file.write(HEAD + code)
        env = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": self.packages}
        command = [sys.executable, "-B"] + list(options) + [path]
        return subprocess.check_output(command, env=env, universal_newlines=True).split("\n")[:-1]

    def told(self):
        """Each without its time: kind, protocol, host, port, whether it was refused, line, method and path."""
        with open(os.path.join(self.outbound, "told")) as file:
            lines = [line.rstrip("\n").split("\t")[1:] for line in file]
        place = os.path.join(self.bin, "act.py") + ":"
        return [
            " ".join(words[:5] + [words[5].split("|")[0].replace(place, ":")] + words[6:8]).strip()
            for words in lines
        ]

    def test_refuses_as_a_machine_does_that_is_not_there(self):
        self.assertEqual(
            self.run_code(
                "attempt(lambda: socket.create_connection(('192.0.2.1', 80)))\n"
                "attempt(lambda: socket.socket().connect_ex(('192.0.2.1', 81)))\n"
                "attempt(lambda: socket.create_connection(('2001:DB8:0::1', 82)))\n"
                "attempt(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 83)))\n"
            ),
            [REFUSED, "111", REFUSED, REFUSED],
        )
        first = HEAD.count("\n") + 1
        self.assertEqual(
            self.told(),
            [
                "connect tcp 192.0.2.1 80 1 :%d" % first,
                "connect tcp 192.0.2.1 81 1 :%d" % (first + 1),
                "connect tcp 2001:db8::1 82 1 :%d" % (first + 2),
                "connect udp 192.0.2.1 83 1 :%d" % (first + 3),
            ],
        )

    def test_tells_the_name_the_method_and_the_path_without_its_query(self):
        self.assertEqual(
            self.run_code("attempt(lambda: HTTPSConnection('api.example').request('POST', '/block?key=secret', b'x'))\n"),
            [REFUSED],
        )
        self.assertEqual([line.split(" :")[0] for line in self.told()], ["lookup dns api.example 53 1", "connect tcp api.example 443 1"])
        self.assertTrue(self.told()[1].endswith("POST /block"), self.told())

    def test_leaves_alone_what_is_offered_and_what_the_script_says_to_itself(self):
        self.assertEqual(
            self.run_code(
                "server = socket.socket()\n"
                "server.bind(('127.0.0.1', 0))\n"
                "server.listen(1)\n"
                "attempt(lambda: socket.create_connection(server.getsockname()).close())\n"
                "attempt(lambda: [pair.close() for pair in socket.socketpair()])\n"
                "attempt(lambda: socket.getaddrinfo('localhost', 80)[0][4][0] in ('127.0.0.1', '::1'))\n"
                "for host in ('127.0.0.1', 'localhost', '127.1', ''):\n"
                "    attempt(lambda: socket.create_connection((host, 8089)))\n"
            )[:3],
            ["None", "[None, None]", "True"],
        )
        self.assertEqual([line.split(" ")[0] for line in self.told()], ["listen"])

    def test_sees_another_process_of_the_script_listen(self):
        self.run_code(
            "server = socket.socket()\n"
            "server.bind(('127.0.0.1', 0))\n"
            "server.listen(1)\n"
            "import subprocess\n"
            "code = 'import socket; socket.create_connection((\"127.0.0.1\", %d))' % server.getsockname()[1]\n"
            "subprocess.check_call([sys.executable, '-c', code])\n"
        )
        self.assertEqual([line.split(" ")[0] for line in self.told()], ["listen"])

    def test_lets_an_allowed_name_through_at_its_port_only(self):
        self.rules("refuses", "makes_names", "allow\tlet.example\t9", "address\tlet.example\t127.0.0.1")
        self.run_code(
            "attempt(lambda: socket.create_connection(('let.example', 9)))\n"
            "attempt(lambda: socket.create_connection(('let.example', 10)))\n"
        )
        self.assertEqual(
            [line.split(" :")[0] for line in self.told()],
            ["connect tcp 127.0.0.1 9 0", "connect tcp 127.0.0.1 10 1"],
        )

    def test_only_tells_where_a_fence_refuses(self):
        self.rules()
        self.run_code("attempt(lambda: socket.create_connection(('127.0.0.1', 9)))\n")
        self.assertEqual([line.split(" :")[0] for line in self.told()], ["connect tcp 127.0.0.1 9 0"])

    def test_goes_on_when_every_descriptor_is_closed(self):
        self.run_code(
            "os.closerange(3, 256)\n"
            "with open('mine', 'w') as file:\n"
            "    attempt(lambda: socket.create_connection(('192.0.2.1', 80)))\n"
            "    file.write('of mine')\n".replace("'mine'", repr(os.path.join(self.root, "mine")))
        )
        self.assertEqual(len(self.told()), 1)
        with open(os.path.join(self.root, "mine")) as file:
            self.assertEqual(file.read(), "of mine")

    def test_goes_on_when_it_cannot_tell(self):
        code = "attempt(lambda: socket.create_connection(('192.0.2.1', 80)))\n"
        told = os.path.join(self.outbound, "told")
        for replace in (lambda: None, lambda: os.mkdir(told), lambda: os.mkfifo(told)):
            (os.rmdir if os.path.isdir(told) else os.remove)(told)
            replace()
            self.assertEqual(self.run_code(code), [REFUSED])
            if not os.path.exists(told):
                open(told, "w").close()

    def test_stays_out_of_interpreters_that_ignore_it(self):
        code = "attempt(lambda: 'sitecustomize' in sys.modules)\n"
        for option in ["-S", "-E"] + (["-I"] if sys.version_info >= (3, 4) else []):
            self.assertEqual(len(self.run_code(code, option)), 1)

    def test_loads_nothing_for_a_script_that_reaches_for_nothing(self):
        code = "import sys; print('_stand_in_outbound' in sys.modules, 'socket' in sys.modules)"
        env = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": self.packages}
        seen = subprocess.check_output([sys.executable, "-c", code], env=env, universal_newlines=True)
        self.assertIn("False", seen)
        self.assertNotIn("True", seen)

    def test_takes_odd_addresses_as_the_module_does(self):
        code = "for address in (None, 'x', ('192.0.2.1',), ('192.0.2.1', None), ('a\\0b', 1)):\n    attempt(lambda: socket.socket().connect(address))\n"
        self.rules()
        with_rules = self.run_code(code)
        os.remove(os.path.join(self.outbound, "rules"))
        self.assertEqual(with_rules, self.run_code(code))


REFUSED = "ConnectionRefusedError 111" if sys.version_info >= (3,) else "error 111"


if __name__ == "__main__":
    unittest.main()
