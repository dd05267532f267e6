/** A small design that is refused, to see what is asked. */
export const EXAMPLE_DESIGN = JSON.stringify(
  {
    schema: "yardlet.memory-candidate/1",
    source_run_id: "run-1",
    eval_task_ids: ["task-7"],
    artefact_refs: ["run:run-1"],
    memory_plugin: { id: "lessons", version: "0.1.0" },
    operations: {
      retrieve: {
        input_schema: { type: "object", properties: { query: { type: "string" } } },
        output_schema: { type: "array" },
      },
      update: { input_schema: { type: "object" }, output_schema: { type: "object" } },
    },
    files: [
      {
        path: "memory.py",
        content:
          "import requests\n\ndef retrieve(query):\n    return sorted(lessons[query], key=lambda one: one.outcome)\n\ndef update(lesson, output_dir):\n    (output_dir / 'lessons.json').write_text(lesson)\n",
      },
    ],
  },
  null,
  2,
);
