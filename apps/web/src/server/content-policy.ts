/**
 * What a page may load and run: only what this server sends, scripts only with this request's nonce or loaded by one, no inline
 * styles, no frames. Next reads the nonce from the header of the request. Development needs eval for React's stack traces and
 * inline styles for its overlay; a build needs neither.
 */
export function contentPolicy(nonce: string, mode: { secure: boolean; development: boolean }): string {
  const rules = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${mode.development ? " 'unsafe-eval'" : ""}`,
    mode.development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(mode.secure ? ["upgrade-insecure-requests"] : []),
  ];
  return rules.join("; ");
}
