/** The add-on that inputs are put into, or that searches run in. */
import { literalTree, type Tree } from "../../../src/addon/tree.ts";

export const FILES: Readonly<Record<string, string>> = {
  "default/app.conf":
    "[install]\nis_configured = 1\n[package]\nid = TA_x\n[launcher]\nversion = 1.0.0\n[ui]\nlabel = X\n",
  "default/alert_actions.conf":
    '[act]\nis_custom = 1\nlabel = Act\npayload_format = json\npython.version = python3\nparam.a = $result.a$\nparam._cam = {"category": ["x"], "task": ["y"]}\n',
  "default/props.conf":
    '[x:y]\nKV_MODE = json\nTIME_FORMAT = %s\nEXTRACT-a = a=(?<a>\\w+)\nFIELDALIAS-b = a AS b\nEVAL-c = if(a=1, "x", b)\nREPORT-d = d\nLINE_BREAKER = ([\\r\\n]+)\n',
  "default/transforms.conf": "[d]\nREGEX = (\\w+)=(\\d+)\nFORMAT = $1::$2\nMV_ADD = 1\n",
  "default/eventtypes.conf":
    "[one]\nsearch = sourcetype=x:y `m(1)` eventtype=two\n[two]\nsearch = a=1 OR tag=t NOT b=*\n",
  "default/tags.conf": "[eventtype=one]\nmodaction_result = enabled\n[host=h%20x]\nt = enabled\n",
  "default/macros.conf": "[m(1)]\nargs = n\ndefinition = n=$n$\n",
  "default/savedsearches.conf":
    "[Some search]\nsearch = index=main | sendalert act param.a=1\naction.act = 1\ncron_schedule = */5 * * * *\nenableSched = 1\n",
  "default/restmap.conf":
    '[validation:savedsearch]\naction.act.param.a = validate(match(\'action.act.param.a\', "^\\w+$"), "bad")\n[script:x]\nmatch = /x\nscript = x.py\nhandler = x.X\n',
  "default/collections.conf": "[c]\nfield.a = number\n",
  "default/data/ui/alerts/act.html":
    '<form><input name="action.act.param.a" value="1"><select name="action.act.param.b"><option>x</option></select></form>',
  "README/alert_actions.conf.spec": "[act]\nparam.a = <string>\n",
  "metadata/default.meta": "[]\naccess = read : [ * ], write : [ admin ]\nexport = system\n",
  "bin/act.py":
    "import sys, json\nif len(sys.argv) > 1 and sys.argv[1] == '--execute':\n    payload = json.loads(sys.stdin.read())\n",
};

export const ADDON: Tree = literalTree(FILES);
