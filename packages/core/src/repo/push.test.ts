import { expect, test } from "vitest";
import { judgePush } from "./push.ts";

const REPO = { defaultBranch: "main", pendingBranch: "yardlet/skills" };
const ZEROS = "0".repeat(40);

test.each([
  ["push", { ref: "refs/heads/main" }, true, "main was pushed to: the repo is read again"],
  ["Push Hook", { ref: "refs/heads/main" }, true, "main was pushed to: the repo is read again"],
  ["", { ref: "refs/heads/main" }, true, "main was pushed to: the repo is read again"],
  ["push", { ref: "refs/heads/main", forced: true }, true, "main was force-pushed: the repo is read again"],
  ["push", { ref: "refs/heads/main", deleted: true }, true, "main was deleted: the repo is read again"],
  ["push", { ref: "refs/heads/main", after: ZEROS }, true, "main was deleted: the repo is read again"],
  ["push", { ref: "refs/heads/yardlet/skills" }, true, "yardlet/skills was pushed to: the repo is read again"],
  [
    "delete",
    { ref: "yardlet/skills", ref_type: "branch", after: ZEROS },
    true,
    "yardlet/skills was deleted: the repo is read again",
  ],
  ["push", { ref: "refs/heads/feature" }, false, "about another branch: nothing to do"],
  [
    "push",
    { ref: "refs/heads/x", repository: { default_branch: "trunk" } },
    true,
    "it has another default branch: the repo is read again",
  ],
  [
    "push",
    { ref: "refs/heads/x", project: { default_branch: "trunk" } },
    true,
    "it has another default branch: the repo is read again",
  ],
  [
    "push",
    { ref: "refs/heads/x", repository: { default_branch: "main" } },
    false,
    "about another branch: nothing to do",
  ],
  ["Tag Push Hook", { ref: "refs/tags/v1" }, false, "not about branches: nothing to do"],
  ["push", { ref: "refs/tags/v1" }, false, "about a tag: nothing to do"],
  ["create", { ref: "v1", ref_type: "tag" }, false, "about a tag: nothing to do"],
  ["repository", { action: "renamed" }, true, "the repository was changed: the repo is read again"],
  ["ping", { zen: "Keep it logically awesome." }, false, "a test: address and secret are right"],
  ["issues", {}, false, "not about branches: nothing to do"],
  ["push", {}, true, "something was pushed: the repo is read again"],
  ["push", { ref: 7, forced: "yes", repository: [] }, true, "something was pushed: the repo is read again"],
  ["push", null, true, "something was pushed: the repo is read again"],
])("%s %j: %s", (event, body, sync, did) => {
  expect(judgePush(event, body, REPO)).toMatchObject({ sync, did });
});

test("of a repo whose default branch nobody knows every push counts", () => {
  const unknown = { ...REPO, defaultBranch: null };
  expect(judgePush("push", { ref: "refs/heads/x" }, unknown)).toMatchObject({ sync: true });
});
