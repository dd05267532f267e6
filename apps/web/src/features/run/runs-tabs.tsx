import { Tabs } from "@/ui/tabs.tsx";

const TABS = [
  { id: "runs", href: "/runs", label: "Runs" },
  { id: "producers", href: "/runs/producers", label: "Producers" },
] as const;

/** What there is to see of all runs: themselves, and who reports them. */
export function RunsTabs({ current }: { current: (typeof TABS)[number]["id"] }) {
  return <Tabs label="Runs" items={TABS.map(({ id, href, label }) => ({ href, label, current: id === current }))} />;
}
