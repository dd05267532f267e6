const WIDTHS = ["w3", "w2", "w4", "w1", "w2"] as const;

/** Rows of the right height before the real ones are here. */
export function SkeletonTable({ rows = 8, columns = 4 }: { rows?: number; columns?: number }) {
  const cells = Array.from({ length: columns }, (_, index) => WIDTHS[index % WIDTHS.length] ?? "w2");
  return (
    <div className="sk-rows" aria-hidden="true">
      {Array.from({ length: rows + 1 }, (_, row) => (
        <div key={row}>
          {cells.map((width, index) => (
            <span key={index} className={index > 1 ? "p2" : undefined}>
              <span className={row === 0 ? "sk w1" : `sk ${width}`} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}

/** Head and rows: what most pages are made of. */
export function SkeletonPage({ rows, columns }: { rows?: number; columns?: number }) {
  return (
    <div aria-busy="true">
      <output className="vh">Loading</output>
      <div className="head" aria-hidden="true">
        <div>
          <div className="sk-title">
            <span className="sk tall w3" />
          </div>
          <p>
            <span className="sk w4" />
          </p>
        </div>
      </div>
      <SkeletonTable {...(rows ? { rows } : {})} {...(columns ? { columns } : {})} />
    </div>
  );
}
