// Loaded before each program of the starter: it ends when the starter is gone, however that came about.
const GRACE_MS = 20_000;

// The starter may have died while this process was still loading; that event comes only once.
if (!process.connected) process.exit(0);
process.on("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.kill(process.pid, "SIGKILL"), GRACE_MS).unref();
});
// A listener for the end alone must not keep a finished program alive.
process.channel?.unref();
