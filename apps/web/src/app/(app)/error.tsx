"use client";

/** A page that could not be drawn; the frame around it stays. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <div className="page">
      <main id="main" tabIndex={-1}>
        <div className="empty">
          <h1>This page could not be shown</h1>
          <p>{explain(error)}</p>
          <div className="row">
            <button type="button" className="btn" onClick={retry}>
              Try again
            </button>
          </div>
        </div>
      </main>
    </div>
  );
}

/** The digest is what the server's log has the error under. */
function explain(error: unknown): string {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return digest
    ? `The server's log has the reason under ${digest}. Nothing was changed.`
    : "Nothing was changed; try again, and look at the server's log when it happens again.";
}
