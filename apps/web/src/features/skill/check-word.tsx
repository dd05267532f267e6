import type { SkillListItem } from "@yardlet/services";
import { Glyph } from "@/ui/glyph.tsx";

/** What the strict validator says, in a word. */
export function CheckWord({ findings: { error, warning } }: Pick<SkillListItem, "findings">) {
  if (error > 0) {
    return (
      <>
        <Glyph name="x" tone="bad" /> {error === 1 ? "1 error" : `${error} errors`}
      </>
    );
  }
  if (warning > 0) {
    return (
      <>
        <Glyph name="warn" tone="warn" /> {warning === 1 ? "1 warning" : `${warning} warnings`}
      </>
    );
  }
  return (
    <>
      <Glyph name="ok" tone="good" /> valid
    </>
  );
}
