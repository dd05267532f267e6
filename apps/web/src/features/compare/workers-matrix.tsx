import type { WorkerRow, WorkerTable } from "@yardlet/services";
import { matrixCell, MatrixLegend } from "@/features/score/score-matrix.tsx";
import { formatCount } from "@/ui/format.ts";
import { Table } from "@/ui/table.tsx";

/** Names a worker: the agent, and the model where the runs said it. */
export function workerName({ agent, model }: Pick<WorkerRow, "agent" | "model">): string {
  return model === null ? agent : `${agent} ${model}`;
}

/** Which agent and model does which kind of work how well. */
export function WorkersMatrix({ data, label }: { data: WorkerTable; label: string }) {
  const { rows, kinds, policy, tasks } = data;
  return (
    <>
      <Table matrix dense label={label}>
        <thead>
          <tr>
            <th scope="col">Agent and model</th>
            <th scope="col">Every kind</th>
            <th scope="col">Against others</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col">
                {kind}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const name = workerName(row);
            const score = { mode: "score", policy } as const;
            const cells = [
              { key: "all", ...matrixCell({ ...score, cell: row.all, where: `${name}, every kind` }) },
              {
                key: "others",
                ...matrixCell({ mode: "difference", policy, cell: row.others, where: `${name} against others` }),
              },
              ...kinds.map((kind) => ({
                key: `kind ${kind}`,
                ...matrixCell({ ...score, cell: row.kinds[kind]?.score, where: `${name}, ${kind}` }),
              })),
            ];
            return (
              <tr key={name}>
                <th scope="row" className="nw">
                  {row.agent} <span className="sub">{row.model ?? "model not said"}</span>
                </th>
                {cells.map(({ key, className, title, content }) => (
                  <td key={key} className={className} title={title}>
                    {content}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </Table>
      <MatrixLegend mode="score" policy={policy} />
      <p className="sm t3 foot">
        {tasks === null ? "" : `Of the newest ${formatCount(tasks.looked, "task")}, ${tasks.known} are one agent’s. `}A
        worker’s mean also says which repos it was sent to: “against others” is the difference from what others did in
        the same repo and kind. Tasks that several agents had a hand in are nobody’s.
      </p>
    </>
  );
}
