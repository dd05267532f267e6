import type { Member, Role } from "@yardlet/core/team";
import type { TrpcContext } from "../trpc/init.ts";

/** A context for tests of what happens before a service is asked: who reaches the database fails. */
export function contextWithoutDatabase(role: Role | undefined): TrpcContext {
  const member: Member | undefined = role && {
    userId: "u1",
    name: "Wren",
    email: "wren@example.com",
    role,
    createdAt: new Date(0),
  };
  return {
    member,
    service: {
      get db(): never {
        throw new Error("no database here");
      },
      get queue(): never {
        throw new Error("no queue here");
      },
      actor: { kind: "person", id: "u1", name: "Wren", role: role ?? "viewer" },
      settings: {
        dataDir: "/nowhere",
        host: "here",
        localRoots: undefined,
        allowFileUrls: false,
        allowPrivateHosts: false,
        builtinLibrary: "/nowhere",
      },
      now: () => new Date(0),
    },
    live: async () => ({ async *follow() {}, close: async () => undefined }),
    onBug: () => "b1",
  };
}
