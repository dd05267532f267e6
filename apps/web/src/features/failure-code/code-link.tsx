import { describeFailureCode } from "@yardlet/core/run/failure-codes";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Link } from "@/ui/link.tsx";

/** A failure code, leading to what it means. Codes that nobody knows have no place there. */
export function CodeLink({ code }: { code: string }) {
  if (!describeFailureCode(code).known)
    return (
      <code className="said">
        <UntrustedText text={code} />
      </code>
    );
  const [namespace, ...rest] = code.split("/");
  return (
    <Link className="link" href={`/failure-codes#${code}`}>
      <code>
        {namespace}/<wbr />
        {rest.join("/")}
      </code>
    </Link>
  );
}
