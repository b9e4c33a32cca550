import { loadDemoSeed } from "./lib/parts";
import { runUntilStopped } from "./lib/run";
import { describePlace } from "./lib/welcome";

await runUntilStopped("dev", async ({ address, databaseUrl, demoUrl, setupCode, env }, settings) => {
  const lines = [`Seatwise runs at ${address}, from its sources`, ""];
  if (demoUrl) {
    const seed = await loadDemoSeed();
    const account = await seed?.seedDemo({ databaseUrl, demoUrl, dataDir: settings.dataDir, env });
    if (account) lines.push(`User name    ${account.username}`, `Password     ${account.password}`);
  } else if (setupCode) lines.push(`Setup        ${address}/setup   code ${setupCode}`);
  lines.push(`Database     ${databaseUrl}`, "");
  return [...lines, ...describePlace(settings)];
});
