import type { DuplicateLine } from "@yardlet/services";

/** How alike two skills are, in words. */
export function likenessWords({ likeness, by }: Pick<DuplicateLine, "likeness" | "by">): string {
  const percent = (share: number) => `${Math.floor(share * 100)} %`;
  const words = {
    body: `texts ${percent(likeness.body)} alike`,
    description: `descriptions ${percent(likeness.description)} alike`,
    name: "names of the same words",
  };
  return by.map((one) => words[one]).join(", ");
}
