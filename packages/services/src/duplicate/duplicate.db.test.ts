import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { acceptCandidate, rejectCandidate } from "../candidate/decide.ts";
import { listCandidates } from "../candidate/list.ts";
import { reopenCandidate } from "../candidate/snooze.ts";
import { requestLibrarySync, setLibrarySource } from "../library/configure.ts";
import { getSkill } from "../skill/get.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { commitAll, makeRepo, writeFiles } from "../testing/repos.ts";
import { listDuplicates } from "./list.ts";

let services: TestServices;
let source: string;

const RELEASE = "Prepare a release of the package with changelog, version and tag.";
const body = (topic: string) =>
  Array.from(
    { length: 12 },
    (_none, at) => `Step ${at} of ${topic}: look at the ${topic} part ${at}, write down what it says, and go on.`,
  ).join("\n");
const skill = (name: string, description: string, text: string) => ({
  [`skills/${name}/SKILL.md`]: `---\nname: ${name}\ndescription: ${description}\n---\n\n# Start\n\n${text}\n`,
});

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  source = makeRepo(path.join(services.folder, "source"), {
    ...skill("cut-release", RELEASE, body("releases")),
    ...skill("ship-package", "Count the steps from a change to a package that people have.", body("releases")),
    ...skill("hot-fix", `${RELEASE} Not for the next version: use cut-release.`, body("fixes")),
    ...skill("trace-logs", "Follow a request through the logs of several services.", body("logs")),
    "presets/core.skills": "cut-release\n",
  });
  await setLibrarySource(services.ctx, { url: source });
  await services.runJobs();
});
afterEach(() => services.close());

async function write(files: Record<string, string>): Promise<void> {
  writeFiles(source, files);
  commitAll(source, "Change");
  await requestLibrarySync(services.ctx);
  await services.runJobs();
}
const waiting = async () => (await listCandidates(services.ctx, { kind: "duplicate" })).candidates;
const clusters = async (state: "open" | "dismissed") =>
  (await listDuplicates(services.as("viewer"), { state, limit: 50 })).clusters.map(({ skills }) =>
    skills.map(({ name }) => name).toSorted(),
  );
const SHIP = "Count the steps from a change to a package that people have.";

test("a sync compares new texts; what is dismissed is remembered until a text is another; accepting archives one", async () => {
  const [candidate, ...others] = await waiting();
  expect(others).toEqual([]);
  expect([candidate?.title, candidate?.why, candidate?.evidence]).toMatchObject([
    "ship-package says what cut-release says",
    "its text is 100 % that of cut-release",
    { keep: { home: "library", name: "cut-release", version: 1 }, drop: { name: "ship-package" }, by: ["body"] },
  ]);
  expect(await clusters("open")).toEqual([["cut-release", "ship-package"]]);
  const id = candidate?.id ?? "";
  const refused = rejectCandidate(services.as("viewer"), { id, reason: "no" });
  await expect(refused).rejects.toMatchObject({ code: "forbidden" });
  await rejectCandidate(services.as("curator"), { id, reason: "two audiences" });
  expect([await clusters("open"), await clusters("dismissed")]).toEqual([[], [["cut-release", "ship-package"]]]);

  await write(skill("ship-package", SHIP, `${body("releases")}\nOne more line.`));
  expect([await waiting(), await clusters("dismissed")]).toEqual([[], [["cut-release", "ship-package"]]]);
  await write({
    ...skill("ship-package", SHIP, body("parcels")),
    ...skill("cut-release", RELEASE, body("parcels")),
  });
  const [again] = await waiting();
  expect([again?.title, await clusters("open")]).toEqual([
    "ship-package says what cut-release says",
    [["cut-release", "ship-package"]],
  ]);

  await rejectCandidate(services.ctx, { id: again?.id ?? "", reason: "still two" });
  await reopenCandidate(services.ctx, { id: again?.id ?? "", reason: "a mistake" });
  expect(await clusters("open")).toEqual([["cut-release", "ship-package"]]);
  await acceptCandidate(services.as("curator"), { id: again?.id ?? "" });
  const { item, standing } = await getSkill(services.ctx, { home: "library", name: "ship-package" });
  expect([item.state, standing?.replacedBy]).toEqual(["deprecated", "cut-release"]);
  expect([await waiting(), await clusters("open")]).toEqual([[], []]);
});

test("a pair that is alike no longer waits no longer", async () => {
  expect(await waiting()).toHaveLength(1);
  await write(skill("ship-package", SHIP, body("parcels")));
  expect([await waiting(), await clusters("open")]).toEqual([[], []]);
});
