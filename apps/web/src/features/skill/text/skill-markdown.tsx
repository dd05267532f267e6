import type { ReactNode } from "react";
import Markdown, { type Components, type ExtraProps } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { Glyph } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import { UntrustedText } from "../untrusted-text.tsx";
import { linkTarget } from "./link-target.ts";
import { rehypeShowHidden, rehypeShowHtml } from "./rehype-visible.ts";

type MarkdownNode = NonNullable<ExtraProps["node"]>;

interface SkillMarkdownProps {
  text: string;
  /** The page of the skill. */
  skillHref: string;
  /** Draws a block of code. */
  renderCode: (code: { text: string; language: string }) => ReactNode;
}

/**
 * A skill's text as a page. It is somebody else's: nothing of it is loaded or run, its HTML stands there as text, links say where
 * they lead, images are named and not fetched, and what can't be seen is marked.
 */
export function SkillMarkdown({ text, skillHref, renderCode }: SkillMarkdownProps) {
  return (
    <div className="prose">
      <Markdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeShowHtml, rehypeSanitize, rehypeShowHidden]}
        components={componentsOf(skillHref, renderCode)}
      >
        {text}
      </Markdown>
    </div>
  );
}

/** The page has its own h1, so the text's headings start one below; inline styles are not allowed, so alignment is a class. */
function componentsOf(skillHref: string, renderCode: SkillMarkdownProps["renderCode"]): Components {
  return {
    h1: ({ children }) => <h2>{children}</h2>,
    h2: ({ children }) => <h3>{children}</h3>,
    h3: ({ children }) => <h4>{children}</h4>,
    h4: ({ children }) => <h5>{children}</h5>,
    h5: ({ children }) => <h6>{children}</h6>,
    h6: ({ children }) => <h6>{children}</h6>,
    a: ({ href, children }) => (
      <SkillLink href={href} skillHref={skillHref}>
        {children}
      </SkillLink>
    ),
    img: ({ alt, src }) => (
      <span className="t3">
        [image{alt ? " " : ""}
        <UntrustedText text={alt ?? ""} />
        {typeof src === "string" && src !== "" ? `: ${src}` : ""}, not loaded]
      </span>
    ),
    input: ({ checked }) => (
      <>
        <Glyph name={checked ? "ok" : "few"} tone={checked ? "good" : "unk"} />
        <span className="vh">{checked ? "done: " : "to do: "}</span>
      </>
    ),
    table: ({ children }) => (
      <div className="scroll" tabIndex={0}>
        <table className="t tight">{children}</table>
      </div>
    ),
    th: ({ children, style }) => (
      <th scope="col" className={style?.textAlign === "right" ? "num" : undefined}>
        {children}
      </th>
    ),
    td: ({ children, style }) => <td className={style?.textAlign === "right" ? "num" : undefined}>{children}</td>,
    pre: ({ node }) => renderCode(codeOf(node)),
  };
}

function SkillLink({
  href,
  skillHref,
  children,
}: {
  href: string | undefined;
  skillHref: string;
  children: ReactNode;
}) {
  const target = linkTarget(href);
  if (target.kind === "none") return <span>{children}</span>;
  if (target.kind === "file") {
    return (
      <Link className="link" href={`${skillHref}?tab=files&file=${encodeURIComponent(target.path)}`}>
        {children}
      </Link>
    );
  }
  return (
    <>
      <a className="link" href={target.href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>{" "}
      <span className="sm t3">{target.host}</span>
    </>
  );
}

function codeOf(node: MarkdownNode | undefined): { text: string; language: string } {
  const code = node?.children.find((child) => child.type === "element" && child.tagName === "code");
  if (code?.type !== "element") return { text: "", language: "" };
  const classes = Array.isArray(code.properties.className) ? code.properties.className : [];
  const language = classes.map(String).find((name) => name.startsWith("language-")) ?? "";
  return { text: textOf(code), language: language.slice("language-".length).toLowerCase() };
}

function textOf(node: MarkdownNode): string {
  return node.children
    .map((child) => (child.type === "text" ? child.value : child.type === "element" ? textOf(child) : ""))
    .join("");
}
