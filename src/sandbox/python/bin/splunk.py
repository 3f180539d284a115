"""Answers as `$SPLUNK_HOME/bin/splunk`: the few commands that scripts call beside their work.

Covered: `cmd PROGRAM ...` (python, btool, or whatever lies on the path), `btool CONF list [STANZA]` with
`--debug`, `--debug-print=app|stanza` and `--app=`, `show-decrypted --value TEXT`, `version` and `help`.
Any other command is refused with exit code 1: there is no splunkd here to restart or to search.
Standard library only; Python 2.7 and 3. Grounds: Admin manual, `btool` and CLI pages.
"""

from __future__ import absolute_import, print_function

import os
import sys

PROGRAM = "splunk"
# This file has the name of the package it imports, and would be found in its stead.
sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def main(argv):
    if not argv or argv[0] in ("help", "-h", "--help"):
        print((__doc__ or "").strip())
        return 0
    word, rest = argv[0], argv[1:]
    commands = {
        "cmd": run_program,
        "btool": btool,
        "show-decrypted": show_decrypted,
        "version": version,
        "--version": version,
    }
    if word not in commands:
        return refuse("`splunk %s` is not answered here: no splunkd runs behind it" % word)
    return commands[word](rest)


def refuse(words):
    sys.stderr.write("%s: %s (ar-sim answers cmd, btool, show-decrypted and version)\n" % (PROGRAM, words))
    return 1


def home():
    return os.environ["SPLUNK_HOME"]


# --- cmd ---------------------------------------------------------------------------------------------


def run_program(argv):
    """`splunk cmd PROGRAM ...`: the program in splunkd's own environment, in place of this process."""
    if not argv:
        return refuse("`splunk cmd` wants the name of a program")
    name, rest = argv[0], argv[1:]
    if name == "btool":
        return btool(rest)
    if name in (PROGRAM, "splunkd"):
        return refuse("`splunk cmd %s` is not answered here: no splunkd runs behind it" % name)
    environment = splunkd_environment()
    path = which(name, environment["PATH"])
    if path is None:
        return refuse("`splunk cmd %s`: there is no such program" % name)
    sys.stdout.flush()
    if os.name == "nt":
        import subprocess

        return subprocess.call([path] + rest, env=environment)
    os.execve(path, [path] + rest, environment)


def splunkd_environment():
    """What a caller with a bare environment lacks; what it has already is left alone."""
    env = dict(os.environ)
    top = home()
    defaults = {
        "SPLUNK_ETC": os.path.join(top, "etc"),
        "SPLUNK_DB": os.path.join(top, "var", "lib", "splunk"),
        "SPLUNK_SERVER_NAME": "Splunkd",
        "SPLUNK_WEB_NAME": "splunkweb",
        "SPLUNK_OS_USER": "splunk",
        "PYTHONHTTPSVERIFY": "0",
        "PYTHONPATH": os.pathsep.join(site_packages(top)),
    }
    for name, value in defaults.items():
        env.setdefault(name, value)
    if "SPLUNKD_URI" not in env:
        from splunk.clilib import cli_common

        env["SPLUNKD_URI"] = cli_common.getMgmtUri()
    programs = os.path.join(top, "bin")
    path = [part for part in env.get("PATH", os.defpath).split(os.pathsep) if part]
    if programs not in path:
        env["PATH"] = os.pathsep.join([programs] + path)
    if os.name != "nt":
        env.setdefault("LD_LIBRARY_PATH", os.path.join(top, "lib"))
    return env


def site_packages(top):
    """The stand-ins for Splunk's own package, and what `python setup` made for this version."""
    names = ("python3", "python%d.%d" % sys.version_info[:2])
    folders = [os.path.join(top, "lib", name, "site-packages") for name in names]
    return [folder for folder in folders if os.path.isdir(folder)]


def which(name, path):
    if os.path.dirname(name):
        return name if os.path.isfile(name) and os.access(name, os.X_OK) else None
    endings = os.environ.get("PATHEXT", "").split(os.pathsep) if os.name == "nt" else [""]
    for folder in path.split(os.pathsep):
        for ending in endings:
            full = os.path.join(folder, name + ending)
            if os.path.isfile(full) and os.access(full, os.X_OK):
                return full
    return None


# --- btool -------------------------------------------------------------------------------------------


def btool(argv):
    """`btool CONF list [STANZA]`: the conf as its layers make it, stanzas whose name begins so."""
    options, words = {}, []
    for arg in argv:
        if not arg.startswith("--"):
            words.append(arg)
            continue
        name, _, value = arg.partition("=")
        if name not in ("--app", "--debug", "--debug-print"):
            return refuse("btool has no option %s here" % name)
        options[name] = value
    if len(words) < 2 or words[1] != "list":
        return refuse("btool is answered as `btool CONF list [STANZA]`")
    wanted = words[2] if len(words) > 2 else ""
    files = conf_files(words[0], options.get("--app"))
    write_lines(listing(files, wanted, mark_of(options)))
    return 0


def conf_files(conf, app):
    """Every file with a say, lowest first; of one app only where it is named."""
    from splunk._stand_in import conf_layers
    from splunk.clilib import bundle_paths

    if app is None:
        return conf_layers.global_layers(conf)
    system = bundle_paths.get_system_bundle_path()
    folder = system if app == "system" else bundle_paths.make_bundle_install_path(app)
    return conf_layers.layers_of(folder, conf)


def listing(files, wanted, mark):
    """Pairs of what stands in front and the line itself; stanzas and settings in ASCII order."""
    stanzas = sourced(files)
    defaults = stanzas["default"][1]
    for name in sorted(stanzas):
        place, settings = stanzas[name]
        if not name.startswith(wanted) or (name == "default" and not settings):
            continue
        yield mark(place, name), "[%s]" % name
        effective = dict(defaults)
        effective.update(settings)
        for key in sorted(effective):
            value, source = effective[key]
            yield mark(source, name), "%s = %s" % (key, value)


def sourced(files):
    """{stanza: (file of the header, {setting: (value, file)})}, the last file winning."""
    from splunk._stand_in import conf_layers

    stanzas = {"default": ("", {})}
    for path in files:
        for name, settings in conf_layers.parse(conf_layers.read_lines(path)).items():
            merged = stanzas.get(name, ("", {}))[1]
            merged.update((key, (value, path)) for key, value in settings.items())
            stanzas[name] = (path, merged)
    return stanzas


def mark_of(options):
    """What --debug and --debug-print ask to stand in front of each line."""
    if options.get("--debug-print") == "app":
        return lambda path, _: app_of(path)
    if options.get("--debug-print") == "stanza":
        return lambda _, stanza: stanza
    if "--debug" in options or "--debug-print" in options:
        return lambda path, _: path
    return lambda *_: None


def app_of(path):
    return os.path.basename(os.path.dirname(os.path.dirname(path)))


def write_lines(pairs):
    """The marks padded to the widest, as btool aligns them."""
    pairs = list(pairs)
    width = max([len(mark) for mark, _ in pairs if mark is not None] or [0])
    for mark, line in pairs:
        write(line if mark is None else "%s %s" % (mark.ljust(width), line))


def write(line):
    # Bytes, since the locale may know no UTF-8.
    data = line if isinstance(line, bytes) else line.encode("utf-8")
    getattr(sys.stdout, "buffer", sys.stdout).write(data + b"\n")


# --- the rest ----------------------------------------------------------------------------------------


def show_decrypted(argv):
    """Clear text comes back as it is; a secret needs the key of the instance that wrote it."""
    if len(argv) != 2 or argv[0] != "--value":
        return refuse("write `splunk show-decrypted --value TEXT`")
    if argv[1].startswith(("$1$", "$7$")):
        return refuse("the key that encrypted this value belongs to another Splunk, so it stays closed")
    write(argv[1])
    return 0


def version(_):
    told = {}
    with open(os.path.join(home(), "etc", "splunk.version")) as lines:
        for line in lines:
            name, _, value = line.strip().partition("=")
            told[name] = value
    print("Splunk %s (build %s)" % (told.get("VERSION", ""), told.get("BUILD", "")))
    return 0


if __name__ == "__main__":
    code = main(sys.argv[1:])
    try:
        sys.stdout.flush()
    except (IOError, OSError):  # A reader that has gone away, as `| head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
