import { expect, test } from "vitest";
import type { ServiceContext, ServiceSettings } from "../context.ts";
import { openSecret, sealSecret } from "./seal.ts";

const settings: ServiceSettings = {
  dataDir: "/nowhere",
  host: "test",
  localRoots: undefined,
  allowFileUrls: false,
  allowPrivateHosts: false,
  builtinLibrary: "/nowhere",
};
const withKey = (secret?: string): Pick<ServiceContext, "settings"> => ({
  settings: { ...settings, ...(secret === undefined ? {} : { secret }) },
});
const ours = withKey("ab".repeat(32));

test("a secret opens for its owner, and looks different every time", () => {
  const sealed = sealSecret(ours, "webhook w1", "whsec_ü");
  expect(sealed).toMatch(/^v1\.[\w-]{48}$/);
  expect(sealed).not.toBe(sealSecret(ours, "webhook w1", "whsec_ü"));
  expect(openSecret(ours, "webhook w1", sealed)).toBe("whsec_ü");
});

test("nothing else opens it", () => {
  const sealed = sealSecret(ours, "webhook w1", "whsec_a");
  const refused = expect.objectContaining({
    code: "refused",
    message:
      "its secret was encrypted with another key than this installation has; rotate it, or bring secret.key back",
  });
  const changed = `${sealed.slice(0, -2)}${sealed.endsWith("AA") ? "BB" : "AA"}`;
  expect(() => openSecret(withKey("cd".repeat(32)), "webhook w1", sealed)).toThrow(refused);
  expect(() => openSecret(ours, "webhook w2", sealed)).toThrow(refused);
  for (const text of [changed, sealed.slice(0, 20), "v2.AAAA", "", "whsec_a"]) {
    expect(() => openSecret(ours, "webhook w1", text)).toThrow(refused);
  }
});

test("without a key nothing is stored", () => {
  expect(() => sealSecret(withKey(), "webhook w1", "whsec_a")).toThrow(
    expect.objectContaining({ code: "unavailable", message: expect.stringContaining("set YARDLET_SECRET") }),
  );
});
