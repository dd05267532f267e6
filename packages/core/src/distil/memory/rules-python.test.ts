import { expect, test } from "vitest";
import { type RuleCases, casesOf, rulesIn } from "./testing.ts";

const CASES: RuleCases = {
  network: {
    hit: [
      "import requests",
      "import urllib.request as web",
      "from http.client import HTTPSConnection",
      "import socket\ns = socket.socket()",
      "async def load():\n    import aiohttp",
      "from urllib import request",
      "reader, writer = await asyncio_open()\nimport websockets",
    ],
    fine: [
      "# import requests\nx = 1",
      '"""Does not import requests or open a socket."""\nx = 1',
      'text = "requests.get(url)"',
      "requests = lessons.pending()\nrequests.append(1)",
      "def prefetch(key):\n    return key",
      "from urllib.parse import quote",
      "class Store:\n    def fetch(self, key):\n        return self.items[key]",
    ],
  },
  "process-spawn": {
    hit: [
      "import subprocess",
      "import os\nos.system('ls')",
      "from os import popen",
      "import os as o\no.execv(path, args)",
      "from multiprocessing import Pool",
      "import ctypes",
      "import asyncio\nasyncio.create_subprocess_exec('ls')",
    ],
    fine: [
      "# subprocess.run would spawn\nx = 1",
      "def process(lesson):\n    return lesson\nprocess(1)",
      "import os\nname = os.path.join(a, b)",
      "system = 'linux'\nself.system(1)",
      "text = 'os.system(1)'",
    ],
  },
  "write-outside": {
    hit: [
      "open('../notes.md', 'w')",
      "open(path, mode='a')",
      "with open(path, 'wb') as file:\n    file.write(data)",
      "from pathlib import Path\nPath('memory.json').write_text(text)",
      "import shutil\nshutil.rmtree(folder)",
      "import os\nos.remove(path)",
      "open(path, mode)",
      "open(os.path.join(output_dir, '..', 'a'), 'w')",
      "from pathlib import Path\n(Path(output_dir) / '/etc/motd').write_text(text)",
      "import sqlite3",
      "path.open('w')",
    ],
    fine: [
      "open(path)",
      "open(path, 'r', encoding='utf-8')",
      "open('output/lessons/a.json', 'w')",
      "def update(self, text):\n    (self.output_dir / 'a.json').write_text(text)",
      "with open(os.path.join(output_dir, 'a.json'), 'w') as file:\n    file.write(text)",
      "from pathlib import Path\ntarget = Path(output_dir) / 'index' / 'a.json'\nPath(output_dir, 'index').mkdir(parents=True)\ntarget.write_text(text)",
      "text = text.replace('a', 'b')\nitems.remove(1)",
      "path.open()",
      "# open(path, 'w')\nx = 1",
    ],
  },
  "environment-read": {
    hit: [
      "import os\nkey = os.environ['API_KEY']",
      "import os\nkey = os.getenv('API_KEY')",
      "from os import environ as e",
      "import getpass",
      "key = read('/root/.aws/credentials')",
      "from pathlib import Path\nhome = Path.home()",
    ],
    fine: [
      "# os.environ is not read\nx = 1",
      "environ = {}\nenviron['a'] = 1",
      "def load(env):\n    return env['a']",
      "text = 'reads os.environ'",
    ],
  },
  "held-out-read": {
    hit: [
      "def retrieve(task):\n    return store[task.outcome]",
      "class Memory:\n    def retrieve(self, query, ground_truth):\n        return query",
      "def score(item):\n    return item['eval_state']\n\ndef retrieve(query):\n    return sorted(query, key=score)",
      "class Retriever:\n    def find(self, query):\n        return self.verdicts[query]",
      "def retrieve(query):\n    return load('data/held_out.jsonl')",
      "def retrieve(query):\n    if query.id == 'task-eval-1':\n        return answer\n",
    ],
    fine: [
      "def update(run):\n    lessons.append(run.outcome)",
      "def retrieve(query):\n    return lessons[query]\n\ndef count(run):\n    return run.outcome",
      'def retrieve(query):\n    """Never looks at the outcome."""\n    return lessons[query]',
      "def retrieve(query):\n    # the outcome stays hidden\n    return lessons[query]",
    ],
  },
  "skill-store-write": {
    hit: [
      "from pathlib import Path\nPath('.agents/skills/review/SKILL.md').write_text(text)",
      "open('.claude/skills/a/SKILL.md', 'w')",
      "open(f'{repo}/.agents/skills/{name}/SKILL.md', 'w')",
      "import shutil\nshutil.copy(source, '.agents/skills/a/SKILL.md')",
      "import os\nos.remove(os.path.join(root, '.agents', 'skills', 'a', 'SKILL.md'))",
      "(skill_store / 'a.md').write_text(text)",
    ],
    fine: [
      "text = open('.agents/skills/review/SKILL.md').read()",
      "path = '.agents/skills/review/SKILL.md'",
      "# writes .agents/skills\nx = 1",
      "open('output/lessons/SKILL-proposal.md', 'w')",
    ],
  },
  "dynamic-code": {
    hit: [
      "eval(lesson.code)",
      "exec(text)",
      "import importlib",
      "plugin = __import__(name)",
      "import os\ngetattr(os, name)()",
      "import pickle",
      "globals()[name]()",
      "().__class__.__base__.__subclasses__()",
      "import os\nrun(os)",
      "code = compile(text, 'a', 'exec')",
    ],
    fine: [
      "# eval(code)\nx = 1",
      "value = getattr(lesson, 'text')",
      "value = getattr(self, name)",
      "model.eval()\nre.compile('a')",
      "text = 'exec(code)'",
      "import ast\nvalue = ast.literal_eval(text)",
      "def evaluate(a):\n    return a",
    ],
  },
  "clock-randomness": {
    hit: [
      "import random",
      "from random import choice",
      "import time\nat = time.time()",
      "from datetime import datetime\nat = datetime.now()",
      "import datetime\nday = datetime.date.today()",
      "import uuid",
      "import numpy as np\nnp.random.shuffle(items)",
      "import secrets",
    ],
    fine: [
      "# random.random()\nx = 1",
      "from datetime import datetime\nat = datetime.fromisoformat(text)",
      "random_order = sorted(items)",
      "text = 'datetime.now()'",
      "def at(now):\n    return now()",
      "import numpy as np\nnp.mean(items)",
    ],
  },
};

test.each(casesOf(CASES))("$rules: $text", ({ text, rules }) => {
  expect(rulesIn("memory.py", text)).toEqual(rules);
});
