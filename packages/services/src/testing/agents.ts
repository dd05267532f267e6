/** What an agent of a test returns where it says nothing else. */
export const AUTHORED = {
  name: "tally-parcels",
  description: "Use when parcels are counted, so that none is counted twice.",
  body: "# Tally parcels\n\nRun `cargo test --all` before and after; see Cargo.toml:1.\n",
  rationale: "Two tasks counted the same parcel twice.",
  sources: [{ ref: "Cargo.toml:1", note: "the package" }],
};

/**
 * What a test's agent can use: `packet` (read from stdin), `head` (its head), `result`, `skill`, `answer(change)`, `fs` and
 * `wait(ms)`.
 */
const PRELUDE = `
import fs from "node:fs";
const packet = fs.readFileSync(0, "utf8");
const head = JSON.parse(/^\`{3,}json\\n([\\s\\S]*?)\\n\`{3,}$/m.exec(packet)[1]);
const result = process.env.YARDLET_RESULT_FILE;
const skill = { ...${JSON.stringify(AUTHORED)}, ...(head.name === null ? {} : { name: head.name }) };
const answer = (change = {}) => fs.writeFileSync(result, JSON.stringify({ ...skill, ...change }));
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
`;

/** The command line of an agent of a test. Its script is no file: an isolation may hide the folders that tests work in. */
export function scriptAgent(script: string): string[] {
  return [process.execPath, "--input-type=module", "--eval", `${PRELUDE}${script}`];
}
