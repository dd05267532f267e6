import type { NamedSkill } from "@yardlet/services";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Glyph } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { HOWS, shortReported } from "./words.ts";

/** The skills a run names, with the version each was taken for and how that was told. */
export function SkillTable({ skills, brief = false }: { skills: readonly NamedSkill[]; brief?: boolean }) {
  return (
    <Table dense {...(brief ? {} : { label: "Skills" })}>
      {brief ? null : <TableHead columns={["Skill", "Version", ["Told by", "p2"], "Use"]} />}
      <tbody>
        {skills.map((skill, index) => (
          <tr key={index}>
            <th scope="row">
              <SkillName skill={skill} />
            </th>
            <td className="nw">
              {skill.version ? (
                `v${skill.version.number}`
              ) : (
                <span className="t3">
                  <Glyph name="few" tone="unk" /> unresolved
                </span>
              )}
            </td>
            {brief ? null : <td className="t2 p2">{HOWS[skill.how]}</td>}
            {brief ? null : <td className="t2">{skill.use}</td>}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function SkillName({ skill: { name, reported, version } }: { skill: NamedSkill }) {
  if (!version) {
    return (
      <span className="said">
        <UntrustedText text={reported === "" ? name : `${name} ${shortReported(reported)}`} />
      </span>
    );
  }
  return (
    <>
      <Link href={`/skills/${version.home}/${version.name}`}>{version.name}</Link>
      {version.name === name ? null : (
        <span className="sub">
          {" "}
          as <UntrustedText text={name} />
        </span>
      )}
    </>
  );
}
