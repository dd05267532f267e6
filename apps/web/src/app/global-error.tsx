"use client";

import "@/styles/app.css";

/** When even the frame could not be drawn. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Yardlet</title>
        <main id="main">
          <div className="door">
            <h1>Yardlet could not be shown</h1>
            <p className="t2">Nothing was changed. The server&apos;s log has the reason.</p>
            <p className="form">
              <button type="button" className="btn" onClick={retry}>
                Try again
              </button>
            </p>
          </div>
        </main>
      </body>
    </html>
  );
}
