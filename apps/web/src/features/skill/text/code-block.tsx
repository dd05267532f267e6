import { UntrustedText } from "../untrusted-text.tsx";
import { highlight } from "./highlight.ts";

/** Code in lines, coloured by class names, hidden characters marked; with numbers where lines are referred to. */
export async function CodeBlock({
  code,
  language,
  numbered = false,
}: {
  code: string;
  language: string;
  numbered?: boolean;
}) {
  const lines = await highlight(code.replace(/\r\n?/g, "\n").replace(/\n$/, ""), language);
  return (
    <pre className={numbered ? "code numbered" : "code"} tabIndex={0}>
      <code>
        {lines.map((line, index) => (
          <span key={index} className="row-of-code">
            {line.map(({ text, kind }, at) =>
              kind === undefined ? (
                <UntrustedText key={at} text={text} />
              ) : (
                <span key={at} className={kind}>
                  <UntrustedText text={text} />
                </span>
              ),
            )}
            {"\n"}
          </span>
        ))}
      </code>
    </pre>
  );
}

/** A block of code inside a skill's text. */
export function renderCode({ text, language }: { text: string; language: string }) {
  return <CodeBlock code={text} language={language} />;
}
