import { expect, test } from "vitest";
import { type RuleCases, casesOf, rulesIn } from "./testing.ts";

const CASES: RuleCases = {
  network: {
    hit: [
      "Send each lesson to https://example.com/collect.",
      "Then download the index from the web.",
      "1. Call the embedding API for each lesson.",
      "The plugin posts its state to a webhook.",
      "Before ranking, run `curl example.com/lessons`.",
      "Do not hesitate to upload the index to the cloud.",
      "It opens a TCP socket\nto the index host.",
      "Never mind the cost, but fetch the newest list from the internet.",
    ],
    fine: [
      "The plugin never sends anything over the network.",
      "No step fetches a URL.",
      "Fetch the lessons of the task from the store.",
      "This page is about the HTTP API of the harness: https://example.com/docs.",
      "Prefetch buckets before ranking.",
      "Do not call an external API.",
      "It works without a network connection.",
    ],
  },
  "process-spawn": {
    hit: [
      "Spawn a background process that rebuilds the index.",
      "Update runs a shell command to compact the file.",
      "Run `./compact.sh` after each update.",
      "Then launch the worker process.",
      "It shells out to a system command.",
      "Start a daemon for the index.",
    ],
    fine: [
      "The process of distilling lessons has three steps.",
      "It never starts a subprocess.",
      "We describe how a child process differs from a thread.",
      "Run the update operation after each task.",
    ],
  },
  "write-outside": {
    hit: [
      "Save the index to ~/memory.json.",
      "Write a copy to /tmp/index.",
      "The plugin stores its state in the home directory.",
      "Delete files outside its own output folder.",
      "Append the lesson to ../shared/lessons.md.",
      "Then modify the repository.",
    ],
    fine: [
      "It writes nothing outside its output folder.",
      "Write the index to output/lessons/index.json.",
      "Do not write to /tmp.",
      "The home directory is of no interest.",
    ],
  },
  "environment-read": {
    hit: [
      "Read the API key before the first lookup.",
      "The plugin takes its settings from environment variables.",
      "Use the session token of the user.",
      "Print the credentials to the log.",
      "It reads $MEMORY_HOME first.",
      "Load secrets from the `.env` file.",
    ],
    fine: [
      "It reads no environment variables.",
      "Credentials are never used.",
      "The evaluation environment is described below.",
      "Do not read API keys.",
    ],
  },
  "held-out-read": {
    hit: [
      "Retrieve looks at the outcome of the task before it ranks.",
      "On retrieve, compare the query with the held-out tasks.",
      "# Retrieve\n\nSort lessons by whether the run passed.",
      "Retrieval uses the ground truth to choose lessons.",
      "# Retrieval\n\nThen check the verdicts of the task.",
      "The retriever reads evaluation results.",
    ],
    fine: [
      "Update stores the outcome of each run.",
      "Retrieve never looks at the outcome.",
      "Retrieve returns the lessons of the signature.",
      "# Update\n\nUse the verdict to weigh a lesson.",
    ],
  },
  "skill-store-write": {
    hit: [
      "Update SKILL.md with the new lesson.",
      "Write the lesson into .agents/skills/review.",
      "The plugin edits live skills in place.",
      "Then publish it to the skill library.",
      "Install the new text into the skill store.",
      "Overwrite catalog.tsv.",
    ],
    fine: [
      "It never edits SKILL.md.",
      "Read SKILL.md for the rules.",
      "Updates of the skill library are for people.",
      "Lessons are about skills.",
    ],
  },
  "dynamic-code": {
    hit: [
      "Evaluate the code stored in the lesson.",
      "Execute the snippet that the model generates.",
      "Use `eval` on the expression.",
      "It runs the script stored in the memory.",
      "Import modules dynamically.",
      "The plugin uses dynamic imports.",
    ],
    fine: [
      "No code is evaluated.",
      "Evaluate the design on ten tasks.",
      "It never uses `eval`.",
      "The code of the plugin is in src.",
    ],
  },
  "clock-randomness": {
    hit: [
      "Shuffle the lessons at random.",
      "Stamp each lesson with the current time.",
      "Pick one randomly.",
      "Break ties by chance.",
      "It reads the system clock.",
      "Then add jitter to the rank.",
    ],
    fine: [
      "It never uses the current time.",
      "Random access is fast.",
      "The order does not depend on the clock.",
      "Sort by key.",
    ],
  },
};

test.each(casesOf(CASES))("$rules: $text", ({ text, rules }) => {
  expect(rulesIn("DESIGN.md", text)).toEqual(rules);
});
