import { runUntilStopped } from "./lib/run";
import { describePlace } from "./lib/welcome";

await runUntilStopped("dev", async ({ address, databaseUrl, demo, setupCode, env }, settings, lifecycle) => {
  const lines = [`Seatwise runs at ${address}, from its sources`, ""];
  if (demo) {
    const { seedDemo, waitForFirstRun } = await import("./lib/seed-demo");
    const { username, password } = await seedDemo({ dataDir: settings.dataDir, env, tenant: demo.config });
    await waitForFirstRun(() => {}, lifecycle.signal);
    lines.push(`Username     ${username}`, `Password     ${password}`);
  } else if (setupCode) lines.push(`Setup        ${address}/setup   code ${setupCode}`);
  lines.push(`Database     ${databaseUrl}`, "");
  return [...lines, ...describePlace(settings)];
});
