import type { MemoryDesignResult } from "@yardlet/core/distil/memory";

/** The parts of the interface, each at its path in the document. */
const PARTS = [
  { path: "memory_plugin.id", name: "Plugin id" },
  { path: "memory_plugin.version", name: "Plugin version" },
  { path: "operations.retrieve.input_schema", name: "retrieve: input schema" },
  { path: "operations.retrieve.output_schema", name: "retrieve: output schema" },
  { path: "operations.update.input_schema", name: "update: input schema" },
  { path: "operations.update.output_schema", name: "update: output schema" },
] as const;

const MISSING = "schema_violation/memory_design_missing_interface";

/** One part of the interface; `fault` is what is wrong with it, null for nothing. */
export interface InterfacePart {
  path: string;
  name: string;
  fault: string | null;
}

/** How each part of the interface stands: a problem of a part holds for everything within it. Empty when nothing could be read. */
export function interfaceParts({ problems }: Pick<MemoryDesignResult, "problems">): InterfacePart[] {
  const isUnread = problems.some(({ path }) => path === "" || path === "schema");
  if (isUnread) return [];
  const missing = problems.filter(({ code }) => code === MISSING);
  return PARTS.map(({ path, name }) => {
    const problem = missing.find((one) => path === one.path || path.startsWith(`${one.path}.`));
    return { path, name, fault: problem?.message ?? null };
  });
}
