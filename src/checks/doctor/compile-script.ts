/**
 * The Python program that compiles the files of an action without running them. It runs on Python 2.7 and on the
 * newest.
 */
export const COMPILE_SCRIPT: string = `
import base64, json, sys, warnings
warnings.simplefilter("ignore")
asked = json.loads(sys.stdin.read())
complaints = []
for one in asked["files"]:
    try:
        compile(base64.b64decode(one["base64"]), one["path"], "exec", 0, 1)
    except SyntaxError as error:
        complaints.append([one["path"], error.lineno, "%s: %s" % (type(error).__name__, error.msg)])
    except Exception as error:
        complaints.append([one["path"], None, "%s: %s" % (type(error).__name__, error)])
sys.path[:0] = asked["path"]
missing = []
for name in asked["modules"]:
    try:
        if name in sys.builtin_module_names:
            continue
        if sys.version_info[0] == 2:
            import imp
            imp.find_module(name)
        else:
            import importlib.util
            if importlib.util.find_spec(name) is None:
                missing.append(name)
    except (ImportError, ValueError):
        missing.append(name)
sys.stdout.write(json.dumps({"version": "%d.%d.%d" % sys.version_info[:3], "complaints": complaints, "missing": missing}))
`;
