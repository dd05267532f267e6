import type { CandidateSubject } from "@yardlet/services";
import { Link } from "@/ui/link.tsx";
import { skillHref, subjectLook } from "./subject.ts";

/** A candidate about a skill: its title leads to the skill, and beside it is what it rests on. */
export function SubjectLine({ title, subject }: { title: string; subject: CandidateSubject }) {
  const { words, links } = subjectLook(subject);
  return (
    <>
      <Link className="link" href={skillHref(subject)}>
        {title}
      </Link>
      {words === "" && links.length === 0 ? null : (
        <span className="sub">
          {" "}
          {words}
          {links.map(({ label, href }, at) => (
            <span key={href}>
              {at > 0 || words !== "" ? " · " : ""}
              <Link className="link" href={href}>
                {label}
              </Link>
            </span>
          ))}
        </span>
      )}
    </>
  );
}
