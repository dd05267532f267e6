import { Tabs } from "@/ui/tabs.tsx";

const TABS = [
  { id: "lessons", href: "/lessons", label: "Lessons" },
  { id: "distillations", href: "/lessons/distillations", label: "Distillations" },
  { id: "ledger", href: "/lessons/ledger", label: "Ledger" },
  { id: "memory", href: "/lessons/memory-design", label: "Memory design" },
] as const;

/** What there is to see of lessons: themselves, how they came about, and how their number changed. */
export function LessonsTabs({ current }: { current: (typeof TABS)[number]["id"] }) {
  return <Tabs label="Lessons" items={TABS.map(({ id, href, label }) => ({ href, label, current: id === current }))} />;
}
