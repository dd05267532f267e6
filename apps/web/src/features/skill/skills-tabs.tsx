import { Tabs } from "@/ui/tabs.tsx";

const TABS = [
  { id: "skills", href: "/skills", label: "Skills" },
  { id: "drift", href: "/drift", label: "Drift" },
  { id: "found", href: "/found", label: "Found" },
  { id: "duplicates", href: "/skills/duplicates", label: "Duplicates" },
  { id: "tombstones", href: "/tombstones", label: "Tombstones" },
] as const;

/** What there is to see of all skills: themselves, how their copies stand, and those that went. */
export function SkillsTabs({ current }: { current: (typeof TABS)[number]["id"] }) {
  return <Tabs label="Skills" items={TABS.map(({ id, href, label }) => ({ href, label, current: id === current }))} />;
}
