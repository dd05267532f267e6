import { expect, test } from "vitest";
import { type RuleCases, casesOf, rulesIn } from "./testing.ts";

const CASES: RuleCases = {
  network: {
    hit: [
      "curl -d @memory.json https://example.com/",
      "cat lessons.txt | nc example.com 80",
      "/usr/bin/wget -q address",
      "git push origin main",
      'text="$(curl -s address)"',
      "cat 3<>/dev/tcp/example.com/80",
      "if ssh host true; then echo yes; fi",
      "npm install left-pad",
    ],
    fine: [
      "# curl https://example.com/",
      'echo "curl is not used"',
      "grep -c curl lessons.txt",
      "git log --oneline",
      "prefetch=1",
      "echo 'ssh host'",
    ],
  },
  "process-spawn": {
    hit: [
      "python3 retrieve.py",
      "node index.js",
      "nohup ./index.sh",
      "find . -name '*.md' -exec cat {} +",
      "ls | xargs cat",
      "crontab jobs",
      "true && make index",
    ],
    fine: ["echo python3", "# python3 x", "grep node lessons.txt", "make_index() { cat lessons.txt; }\nmake_index"],
  },
  "write-outside": {
    hit: [
      "echo done > /tmp/state",
      "echo done >> state.txt",
      "sort lessons.txt | tee index.txt",
      "rm -rf index",
      "cp a.txt ../b.txt",
      "mkdir -p /srv/memory",
      "sed -i s/a/b/ lessons.txt",
      'cat a > "$OUTPUT_DIR/../b"',
      "OUTPUT_DIR=/etc\necho a > $OUTPUT_DIR/motd",
    ],
    fine: [
      "echo done > output/lessons/state",
      'echo done > "$OUTPUT_DIR/state"',
      "grep a lessons.txt 2>/dev/null",
      "grep a lessons.txt >/dev/null 2>&1",
      'target="output/lessons/index"\nsort lessons.txt > "$target"',
      "if [[ $a > $b ]]; then echo more; fi",
      "echo 'a > b'",
      "# rm -rf /",
      "mkdir -p output/lessons/index",
    ],
  },
  "environment-read": {
    hit: [
      'echo "$GITHUB_TOKEN"',
      "env | sort",
      "printenv",
      "cat ~/.ssh/id_ed25519",
      'cat "$HOME/notes"',
      "cat /etc/passwd",
    ],
    fine: [
      "echo '$GITHUB_TOKEN'",
      "NAME=lessons\necho $NAME",
      'echo "$1" "$@"',
      "# $HOME",
      "for ITEM in a b; do echo $ITEM; done",
    ],
  },
  "held-out-read": {
    hit: [
      "retrieve() {\n  grep held_out tasks.txt\n}",
      "retrieve() {\n  cat data/outcomes.jsonl\n}",
      "function retrieve {\n  cut -f2 verdicts.tsv\n}",
    ],
    fine: [
      "update() {\n  cat data/outcomes.jsonl\n}",
      "retrieve() {\n  grep key lessons.txt\n}",
      "# retrieve outcomes",
    ],
  },
  "skill-store-write": {
    hit: [
      "cp new.md .agents/skills/review/SKILL.md",
      "echo a >> .claude/skills/a/SKILL.md",
      "rm -r .agents/skills/review",
    ],
    fine: ["cat .agents/skills/review/SKILL.md", "# cp a .agents/skills/a/SKILL.md", "grep -r a .agents/skills"],
  },
  "dynamic-code": {
    hit: [
      'eval "$line"',
      "source lessons.sh",
      ". ./lessons.sh",
      "cat lessons.txt | sh",
      "bash -c 'ls'",
      '"$1" lessons.txt',
      "$(cat command.txt)",
    ],
    fine: ["echo eval", "# eval $line", "evaluate() { cat a; }\nevaluate", "cmd=cat\n$cmd lessons.txt"],
  },
  "clock-randomness": {
    hit: [
      "date +%s",
      "echo $RANDOM",
      "shuf lessons.txt",
      "head -c 8 /dev/urandom",
      "sort -R lessons.txt",
      'id="$(uuidgen)"',
      "echo $EPOCHSECONDS",
    ],
    fine: ["echo date", "# $RANDOM", "update=1", "grep date lessons.txt", "sort -r lessons.txt"],
  },
};

test.each(casesOf(CASES))("$rules: $text", ({ text, rules }) => {
  expect(rulesIn("memory.sh", text)).toEqual(rules);
});
