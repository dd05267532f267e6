import { randomUUID } from "node:crypto";
import type { PacketFacts } from "@yardlet/core/agent";

/** What a packet of a small repository is made from. A run's id is its own: runs of one id end each other. */
export function packetFacts(): PacketFacts {
  return {
    runId: randomUUID(),
    kind: "research",
    topic: "How to test this repository",
    name: null,
    access: "repo",
    repo: { name: "demo", commit: null },
    home: "demo",
    paths: [],
    detections: [],
    languages: [],
    interest: [],
    gap: null,
    catalogue: [],
  };
}
