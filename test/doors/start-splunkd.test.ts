import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadAddon, startSplunkd, type Splunkd } from "../../src/index.ts";
import { startStandIn } from "../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../support/splunkd/ask-splunkd.ts";
import { tempFolder } from "../support/temp-folder.ts";

const RESTMAP = `[script:counter]
match = /counter
scripttype = persist
handler = counter.Counter
passPayload = true
passSystemAuth = true
output_modes = json
capability.post = admin_all_objects or edit_counters

[script:old]
match = /old
scripttype = python
handler = old.Old

[script:breaks]
match = /breaks
scripttype = persist
handler = breaks.Breaks

[admin:things]
match = /mine
members = thing
capability.delete = (admin_all_objects and edit_user)

[validation:thing]
size = validate(isint('size'), "size must be a number")

[admin_external:thing]
handlertype = python
handlerfile = thing.py
handleractions = list, edit, create, remove, _reload
handlerpersistentmode = true
`;

const COUNTER = `import json
from splunk.persistconn.application import PersistentServerConnectionApplication

class Counter(PersistentServerConnectionApplication):
    def __init__(self, command_line, command_arg):
        super(Counter, self).__init__()
        self.asked = 0

    def handle(self, in_string):
        request = json.loads(in_string.decode('utf-8'))
        self.asked += 1
        print('noise')
        return {'payload': {'asked': self.asked, 'body': request.get('payload'), 'path': request.get('path_info'),
                            'system': bool(request.get('system_authtoken'))}, 'status': 202}
`;

const OLD = `import splunk
import splunk.rest

class Old(splunk.rest.BaseRestHandler):
    def handle_GET(self):
        status, body = splunk.rest.simpleRequest('/services/server/info?output_mode=json', sessionKey=self.sessionKey)
        self.response.setHeader('content-type', 'text/plain')
        self.response.write(str(status['status']))

    def handle_POST(self):
        raise splunk.BadRequest('no such thing')
`;

const THING = `import splunk.admin as admin

class Thing(admin.MConfigHandler):
    def setup(self):
        if self.requestedAction in (admin.ACTION_CREATE, admin.ACTION_EDIT):
            self.supportedArgs.addReqArg('colour')
            self.supportedArgs.addOptArg('size')

    def handleList(self, confInfo):
        for stanza, settings in self.readConf('things').items():
            if self.callerArgs.id in (None, stanza):
                for key, value in settings.items():
                    confInfo[stanza].append(key, value)
        if self.callerArgs.id and not confInfo:
            raise admin.NotFoundException('no thing %s' % self.callerArgs.id)

    def handleCreate(self, confInfo):
        if self.callerArgs.data['colour'][0] is None:
            raise admin.ArgValidationException('a colour, please')
        if self.callerArgs.id == 'odd':
            raise KeyError('odd')
        self.writeConf('things', self.callerArgs.id, self.callerArgs.data)

    handleEdit = handleCreate

    def handleRemove(self, confInfo):
        raise admin.InternalException('not today')

    def handleReload(self, confInfo):
        confInfo['reloaded']['by'] = self.appName

if __name__ == '__main__':
    admin.init(Thing, admin.CONTEXT_APP_ONLY)
`;

const FILES = {
  "default/app.conf": "[package]\nid = TA_own\n",
  "default/restmap.conf": RESTMAP,
  "default/things.conf": "[first]\ncolour = red\n",
  "bin/counter.py": COUNTER,
  "bin/old.py": OLD,
  "bin/breaks.py":
    "from splunk.persistconn.application import PersistentServerConnectionApplication as Base\n\nclass Breaks(Base):\n    def __init__(self, *args):\n        raise ValueError('broken')\n",
  "bin/thing.py": THING,
};

function addonWith(files: Readonly<Record<string, string>>): ReturnType<typeof loadAddon> {
  return loadAddon(tempFolder(files));
}

it("keeps the process of a persistent handler, whose prints are no answer", async () => {
  await using splunkd = await startSplunkd({ addon: addonWith(FILES) });
  const first = await askSplunkd(splunkd, "POST", "/services/counter/a/b", { body: '{"x":1}' });
  expect(first.status).toBe(202);
  expect(JSON.parse(first.text)).toEqual({
    asked: 1,
    body: '{"x":1}',
    path: "a/b",
    system: true,
  });
  const second = await askSplunkd(splunkd, "GET", "/servicesNS/nobody/TA_own/counter");
  expect(JSON.parse(second.text)).toMatchObject({ asked: 2 });
});

it("asks for the capability that restmap.conf names", async () => {
  const addon = addonWith(FILES);
  await using splunkd = await startSplunkd({
    addon,
    user: "ann",
    fixtures: { users: [{ name: "ann", roles: ["user"] }] },
  });
  expect((await askSplunkd(splunkd, "POST", "/services/counter")).status).toBe(403);
  expect((await askSplunkd(splunkd, "DELETE", "/services/mine/thing/first")).status).toBe(403);
});

it("runs a handler of the old kind, which may call splunkd itself", async () => {
  await using splunkd = await startSplunkd({ addon: addonWith(FILES) });
  expect(await askSplunkd(splunkd, "GET", "/services/old")).toMatchObject({
    status: 200,
    text: "200",
  });
  const refused = await askSplunkd(splunkd, "POST", "/services/old?output_mode=json");
  expect(refused).toMatchObject({
    status: 400,
    text: '{"messages":[{"type":"ERROR","text":"no such thing"}]}',
  });
});

it("answers 500 for a handler that fails, and tells its traceback", async () => {
  const told: string[] = [];
  await using splunkd = await startSplunkd({
    addon: addonWith(FILES),
    onHandlerError: ({ name, app }, traceback) => told.push(`${app} ${name} ${traceback}`),
  });
  const { status, text } = await askSplunkd(splunkd, "GET", "/services/breaks?output_mode=json");
  expect(status).toBe(500);
  expect(text).toBe('{"messages":[{"type":"ERROR","text":"broken"}]}');
  expect(told[0]).toMatch(/^TA_own script:breaks Traceback[^]*ValueError: broken/);
});

it("runs a handler of the administration interface: list, create, edit, remove, reload", async () => {
  const addon = addonWith(FILES);
  await using splunkd = await startSplunkd({ addon });
  const path = "/servicesNS/nobody/TA_own/mine/thing";
  const ask = async (method: string, below: string, body?: string) => {
    const { status, text } = await askSplunkd(
      splunkd,
      method,
      `${path}${below}?output_mode=json`,
      body === undefined ? {} : { body },
    );
    const { entry, messages } = JSON.parse(text) as Record<
      string,
      { name: string; text: string }[]
    >;
    return { status, names: entry?.map(({ name }) => name), text: messages?.[0]?.text };
  };
  expect(await ask("GET", "")).toMatchObject({ status: 200, names: ["first"] });
  const group = await askSplunkd(splunkd, "GET", "/servicesNS/nobody/TA_own/mine?output_mode=json");
  expect(JSON.parse(group.text).entry).toMatchObject([{ name: "thing" }]);
  expect(await ask("POST", "", "name=second&colour=blue")).toMatchObject({
    status: 201,
    names: ["second"],
  });
  expect(await ask("POST", "/second", "colour=green&size=2")).toMatchObject({ status: 200 });
  expect(await ask("GET", "/second")).toMatchObject({ names: ["second"] });
  expect(await ask("GET", "/third")).toMatchObject({ status: 404, text: "no thing third" });
  expect(await ask("POST", "", "name=third")).toMatchObject({
    status: 400,
    text: "The following required arguments are missing: colour.",
  });
  expect(await ask("POST", "", "name=third&colour=&size=1")).toMatchObject({
    status: 400,
    text: "a colour, please",
  });
  expect(await ask("POST", "", "name=third&colour=red&taste=sour")).toMatchObject({
    status: 400,
    text: 'Argument "taste" is not supported by this handler.',
  });
  expect(await ask("POST", "/second", "colour=green&size=large")).toMatchObject({
    status: 400,
    text: "size must be a number",
  });
  expect(await ask("DELETE", "/second")).toMatchObject({ status: 500, text: "not today" });
  expect(await ask("POST", "/_reload")).toMatchObject({ status: 200, names: ["reloaded"] });
  expect(await ask("POST", "", "name=odd&colour=red")).toMatchObject({
    status: 500,
    text: `Unexpected error "<class 'KeyError'>" from python handler: "'odd'". See splunkd.log/python.log for more details.`,
  });
  const conf = await askSplunkd(
    splunkd,
    "GET",
    "/servicesNS/nobody/TA_own/configs/conf-things/second?output_mode=json",
  );
  expect(JSON.parse(conf.text).entry[0].content).toMatchObject({ colour: "green", size: "2" });
  expect(existsSync(join(addon.root, "local"))).toBe(false);
});

it("lays fixtures and earlier writes into the handlers' own SPLUNK_HOME, and removes it", async () => {
  const reads = `import os
from splunk.persistconn.application import PersistentServerConnectionApplication

class Counter(PersistentServerConnectionApplication):
    def handle(self, in_string):
        home = os.environ['SPLUNK_HOME']
        local = open(os.path.join(home, 'etc/apps/TA_own/local/things.conf')).read()
        return {'payload': {'home': home, 'local': local}, 'status': 200}
`;
  let home = "";
  {
    await using splunkd = await startSplunkd({
      addon: addonWith({ ...FILES, "bin/counter.py": reads }),
      fixtures: { conf: { things: { given: { colour: "white" } } } },
    });
    const conf = "/servicesNS/nobody/TA_own/configs/conf-things";
    await askSplunkd(splunkd, "POST", conf, { body: "name=before&colour=black" });
    const told = JSON.parse((await askSplunkd(splunkd, "GET", "/services/counter")).text) as {
      home: string;
      local: string;
    };
    expect(told.local).toMatch(/\[given\]\ncolour = white/);
    expect(told.local).toMatch(/\[before\]\ncolour = black/);
    ({ home } = told);
    expect(existsSync(home)).toBe(true);
    await askSplunkd(splunkd, "POST", conf, { body: "name=after&colour=grey" });
    expect((await askSplunkd(splunkd, "GET", "/services/counter")).text).toContain("grey");
  }
  expect(existsSync(home)).toBe(false);
});

it("has the modules of Splunk's Python by which handlers reach confs, models and saved searches", async () => {
  const uses = `import splunk
import splunk.bundle as bundle
import splunk.saved as saved
from splunk.models.app import App
from splunk.models.base import SplunkAppObjModel
from splunk.models.field import BoolField, Field, IntField
from splunk.models.saved_search import SavedSearch


class Thing(SplunkAppObjModel):
    resource = 'configs/conf-things'
    colour = Field()
    size = IntField()
    is_round = BoolField('round')


class Counter(splunk.rest.BaseRestHandler):
    def handle_GET(self):
        import json
        key = self.sessionKey
        conf = bundle.getConf('things', key, namespace='TA_own', owner='nobody')
        conf['first']['colour'] = 'green'
        conf.createStanza('made')
        conf['made']['size'] = 4
        thing = Thing.get(Thing.build_id('made', 'TA_own', 'nobody'), sessionKey=key)
        thing.is_round = True
        kept = thing.passive_save()
        other = Thing('TA_own', 'nobody', 'other', sessionKey=key)
        other.colour = 'black'
        other.passive_save()
        wrong = Thing('nowhere', 'nobody', 'x', sessionKey=key)
        saved.createSavedSearch('index=main', 'of mine', sessionKey=key, namespace='TA_own', owner='nobody')
        search = SavedSearch.get(SavedSearch.build_id('of mine', 'TA_own', 'nobody'), sessionKey=key)
        try:
            bundle.getConf('nothing_of_the_kind', key, namespace='TA_own', owner='nobody')
            missing = False
        except splunk.ResourceNotFound:
            missing = True
        self.response.write(json.dumps({
            'colour': conf['first']['colour'], 'kept': kept, 'size': thing.size, 'missing': missing,
            'things': sorted(one.name for one in Thing.all(sessionKey=key).filter_by_app('TA_own')),
            'app': App.get(App.build_id('TA_own'), sessionKey=key).label,
            'refused': [wrong.passive_save(), bool(wrong.errors)],
            'search': [search.search, search.alert.severity, search.is_disabled],
            'listed': 'of mine' in saved.listSavedSearches('TA_own', key, 'nobody', count=0),
        }))
`;
  await using splunkd = await startSplunkd({
    addon: loadAddon(
      tempFolder({ ...FILES, "bin/old.py": uses.replace("class Counter", "class Old") }),
    ),
  });
  const { text } = await askSplunkd(splunkd, "GET", "/servicesNS/admin/TA_own/old");
  expect(JSON.parse(text)).toEqual({
    colour: "green",
    kept: true,
    size: 4,
    missing: true,
    things: ["first", "made", "other"],
    app: "TA_own",
    refused: [false, true],
    search: ["index=main", 3, false],
    listed: true,
  });
  const conf = await askSplunkd(
    splunkd,
    "GET",
    "/servicesNS/nobody/TA_own/configs/conf-things/made?output_mode=json",
  );
  expect(JSON.parse(conf.text).entry[0].content).toMatchObject({ size: "4", round: "1" });
});

it("loads the script that restmap.conf names where the module of the handler is none", async () => {
  const files = {
    ...FILES,
    "default/restmap.conf":
      "[script:hello]\nmatch = /hello\nscript = hello_world.py\nscripttype = persist\nhandler = application.Hello\n",
    "bin/hello_world.py":
      "from splunk.persistconn.application import PersistentServerConnectionApplication as Base\n\nclass Hello(Base):\n    def __init__(self, *args):\n        pass\n\n    def handle(self, text):\n        return {'payload': 'hello', 'status': 200}\n",
  };
  await using splunkd = await startSplunkd({ addon: loadAddon(tempFolder(files)) });
  expect((await askSplunkd(splunkd, "GET", "/services/hello")).text).toBe("hello");
});

it("sends writes to a UCC page through the add-on's own handler, if that has what it needs", async () => {
  const handler = `import splunk.admin as admin

class Account(admin.MConfigHandler):
    def setup(self):
        self.supportedArgs.addOptArg('url')

    def handleCreate(self, confInfo):
        if not self.callerArgs.data['url'][0].startswith('https'):
            raise admin.ArgValidationException('https, please')
        self.writeConf('ta_own_account', self.callerArgs.id, self.callerArgs.data)

    def handleList(self, confInfo):
        confInfo[self.callerArgs.id]['url'] = 'told by the handler'

if __name__ == '__main__':
    admin.init(Account, admin.CONTEXT_APP_ONLY)
`;
  const tab = {
    name: "account",
    title: "Account",
    table: {},
    entity: [{ field: "url", type: "text" }],
  };
  const files = {
    "default/app.conf": "[package]\nid = TA_own\n",
    "default/restmap.conf":
      "[admin:ta]\nmatch = /\nmembers = ta_own_account\n\n[admin_external:ta_own_account]\nhandlertype = python\nhandlerfile = ta_own_rh_account.py\nhandleractions = edit, list, remove, create\n",
    "appserver/static/js/build/globalConfig.json": JSON.stringify({
      meta: { name: "TA_own", restRoot: "ta_own" },
      pages: { configuration: { tabs: [tab] } },
    }),
    "bin/ta_own_rh_account.py": handler,
  };
  const path = "/servicesNS/nobody/TA_own/ta_own_account?output_mode=json";
  const post = async (source: string, url: string) => {
    await using splunkd = await startSplunkd({
      addon: loadAddon(tempFolder({ ...files, "bin/ta_own_rh_account.py": source })),
    });
    const made = await askSplunkd(splunkd, "POST", path, { body: `name=one&url=${url}` });
    const { text } = await askSplunkd(splunkd, "GET", path);
    const { entry } = JSON.parse(text) as { entry: { content: { url: string } }[] };
    return { status: made.status, text: made.text, urls: entry.map(({ content }) => content.url) };
  };
  expect(await post(handler, "http://x")).toMatchObject({
    status: 400,
    text: '{"messages":[{"type":"ERROR","text":"https, please"}]}',
    urls: [],
  });
  expect(await post(handler, "https://x")).toMatchObject({ status: 201, urls: ["https://x"] });
  expect(await post(`import no_such_module\n${handler}`, "http://x")).toMatchObject({
    status: 201,
    urls: ["http://x"],
  });
});

it("ends a handler that is still at work when it is closed, and its SPLUNK_HOME with it", async () => {
  const hangs = `import os
import sys
import time
from splunk.persistconn.application import PersistentServerConnectionApplication

class Counter(PersistentServerConnectionApplication):
    def handle(self, in_string):
        if b'wait' in in_string:
            open(os.path.join(os.environ['SPLUNK_HOME'], 'waits'), 'w').close()
            time.sleep(60)
        return {'payload': os.environ['SPLUNK_HOME'], 'status': 200}
`;
  const splunkd = await startSplunkd({
    addon: loadAddon(tempFolder({ ...FILES, "bin/counter.py": hangs })),
  });
  const home = (await askSplunkd(splunkd, "GET", "/services/counter")).text;
  expect(existsSync(home)).toBe(true);
  const asked = askSplunkd(splunkd, "GET", "/services/counter/wait").catch(() => "cut off");
  await expect.poll(() => existsSync(join(home, "waits")), { timeout: 20_000 }).toBe(true);
  await splunkd.close();
  expect(existsSync(home)).toBe(false);
  expect(await asked).toBeDefined();
  expect(existsSync(home)).toBe(false);
});

it("keeps live whatever is live in the stand-in behind it", async () => {
  const live = (splunkd: Splunkd): string[] =>
    Object.entries(Object.getOwnPropertyDescriptors(splunkd))
      .filter(([, { get }]) => get !== undefined)
      .map(([name]) => name);
  await using behind = await startStandIn();
  await using splunkd = await startSplunkd();
  expect(live(behind)).toContain("webPort");
  expect(live(splunkd)).toEqual(live(behind));
});
