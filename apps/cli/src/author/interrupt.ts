const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Does work that a person may end: the first Ctrl-C, or a polite kill, aborts the signal instead of the command. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  for (const signal of SIGNALS) process.on(signal, abort);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of SIGNALS) process.off(signal, abort);
  }
}
