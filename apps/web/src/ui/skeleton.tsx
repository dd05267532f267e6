import { Table } from "./table.tsx";

const WIDTHS = ["w3", "w2", "w4", "w1", "w2"] as const;

/** A table of the right height before its rows are here. */
export function SkeletonTable({ rows = 8, columns = 4 }: { rows?: number; columns?: number }) {
  const cells = Array.from({ length: columns }, (_, index) => WIDTHS[index % WIDTHS.length] ?? "w2");
  return (
    <Table>
      <thead>
        <tr>
          {cells.map((_, index) => (
            <th key={index} scope="col">
              <span className="sk w1" />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: rows }, (_, row) => (
          <tr key={row}>
            {cells.map((width, index) => (
              <td key={index} className={index > 1 ? "p2" : undefined}>
                <span className={`sk ${width}`} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Head and table: what most pages are made of. */
export function SkeletonPage({ rows, columns }: { rows?: number; columns?: number }) {
  return (
    <div aria-busy="true">
      <span className="vh" role="status">
        Loading
      </span>
      <div className="head">
        <div>
          <h1>
            <span className="sk tall w3" />
          </h1>
          <p>
            <span className="sk w4" />
          </p>
        </div>
      </div>
      <SkeletonTable {...(rows ? { rows } : {})} {...(columns ? { columns } : {})} />
    </div>
  );
}
