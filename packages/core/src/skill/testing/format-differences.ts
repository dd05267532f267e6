/** Where strict knowingly says something else than the reference, and why. */
export const DIFFERENCES: Readonly<Record<string, { what: string; why: string }>> = {
  "ascii-names": {
    what: "A name has a–z, 0–9 and single hyphens. The reference takes lower-case letters of any script and compares name and folder after NFKC.",
    why: "The text of the format itself says a–z; two spellings of one name (NFC, NFD, full width) are two folders on one system and one on another, and a look-alike letter is a way to be taken for another skill.",
  },
  "device-names": {
    what: "Names that Windows keeps for devices (`con`, `prn`, `aux`, `nul`, `com1` …) are refused.",
    why: "A repository with such a folder cannot be checked out on Windows.",
  },
  null: {
    what: "`null` and `~` are no text. The reference reads every scalar as text, these too.",
    why: "Every client that reads YAML 1.2 sees no name and no description there, and does not load the skill.",
  },
  "prototype-keys": {
    what: "The keys `__proto__`, `constructor` and `prototype` are refused at any depth.",
    why: "In JavaScript clients they reach the prototype of the object that frontmatter is read into.",
  },
  limits: {
    what: "Frontmatter has at most 64 KiB and 32 levels, SKILL.md 1 MiB, a folder 512 files and 16 MiB. The reference has no limits.",
    why: "Skills come from strangers and are read on every sync; the longest of 610 real frontmatters has 2,474 characters.",
  },
  fence: {
    what: "A fence is three hyphens at the start of a line. The reference cuts at the first three hyphens wherever they are, in a value too.",
    why: "Clients look for lines. What the reference takes for the end of frontmatter would be lost text, and what it takes for frontmatter no client finds.",
  },
  "yaml-1.2": {
    what: "Quoted text that goes on in the next line is indented there by blanks.",
    why: "YAML 1.2 says so; readers of YAML 1.2 refuse what the older reader behind the reference lets pass.",
  },
  "cr-line-ends": {
    what: "Lines end with LF or CRLF. The reference takes a lone CR as well.",
    why: "Neither git nor any client does; the whole file would be one line to them.",
  },
  "upper-case-file": {
    what: "The file is called `SKILL.md`. The reference takes `skill.md` when there is no `SKILL.md`.",
    why: "Clients on systems that tell case apart open SKILL.md, and the format's text names no other. The finding says which file to rename.",
  },
  paths: {
    what: "No path leaves the folder or lies in git's own. The reference looks at no other file than SKILL.md.",
    why: "A skill is copied into repositories; such a path would write outside of it.",
  },
};
