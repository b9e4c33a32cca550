// Loaded before each program of the starter: it ends when the starter is gone, however that came about.
const GRACE_MS = 20_000;

// Programs hand their own --import on to their helpers, which have no channel to the starter: the mark stays here.
if (process.env.SEATWISE_STARTED === "1") {
  delete process.env.SEATWISE_STARTED;
  // The starter may have died while this process was still loading; that event comes only once.
  if (!process.connected) process.exit(0);
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.kill(process.pid, "SIGKILL"), GRACE_MS).unref();
  });
  // A listener for the end alone must not keep a finished program alive.
  process.channel?.unref();
}
