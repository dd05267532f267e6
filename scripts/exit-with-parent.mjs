// Loaded into every process of the product: when the process that started it dies, it ends too instead of living on alone.
if (process.channel) process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
