import { expect, test } from "vitest";
import { resolvePublicHost } from "./host.ts";

const DIRECT = { behindProxy: false } as const;
const answers = (...addresses: string[]) => Promise.resolve(addresses);

test("gives the addresses of a public host, to pin the connection to them", async () => {
  const lookup = () => answers("93.184.216.34", "2606:2800:220:1::1");
  expect(await resolvePublicHost("example.com", { ...DIRECT, lookup })).toEqual([
    "93.184.216.34",
    "2606:2800:220:1::1",
  ]);
});

test.each([
  ["127.0.0.1"],
  ["93.184.216.34", "10.0.0.1"],
  ["::ffff:192.168.1.1"],
  ["fe80::1%eth0"],
  ["169.254.169.254"],
])("refuses a name that leads to %s", async (...addresses) => {
  await expect(
    resolvePublicHost("rebind.example", { ...DIRECT, lookup: () => answers(...addresses) }),
  ).rejects.toMatchObject({
    code: "forbidden",
    message: "rebind.example is in a private network; an admin can allow private hosts for this installation",
  });
});

test("asks the system's resolver by itself", async () => {
  await expect(resolvePublicHost("localhost", DIRECT)).rejects.toMatchObject({ code: "forbidden" });
});

test("an unknown name is unavailable, unless a proxy resolves names", async () => {
  const lookup = () => Promise.reject(Object.assign(new Error("ENOTFOUND"), { code: "ENOTFOUND" }));
  await expect(resolvePublicHost("nowhere.example", { ...DIRECT, lookup })).rejects.toMatchObject({
    code: "unavailable",
    message: "the host nowhere.example is not known here; check the address and the network",
  });
  expect(await resolvePublicHost("nowhere.example", { behindProxy: true, lookup })).toEqual([]);
});

test("a literal address is judged without asking anybody", async () => {
  const lookup = () => Promise.reject(new Error("must not be asked"));
  expect(await resolvePublicHost("93.184.216.34", { ...DIRECT, lookup })).toEqual(["93.184.216.34"]);
  await expect(resolvePublicHost("::1", { ...DIRECT, lookup })).rejects.toMatchObject({ code: "forbidden" });
});
