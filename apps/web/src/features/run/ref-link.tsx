import { linkTarget } from "@/features/skill/text/link-target.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";

/** A reference as a run gives it: a link where it leads to the web, else its text. */
export function RefLink({ uri }: { uri: string }) {
  const target = linkTarget(uri);
  if (target.kind !== "outside" || target.host === "e-mail") {
    return (
      <code className="said">
        <UntrustedText text={uri} />
      </code>
    );
  }
  return (
    <a className="link said" href={target.href} target="_blank" rel="noopener noreferrer nofollow">
      <UntrustedText text={uri} />
    </a>
  );
}
