import { loadDemoSeed } from "./lib/parts";
import { runUntilStopped, say } from "./lib/run";
import { describePlace } from "./lib/welcome";

await runUntilStopped("demo", async ({ address, databaseUrl, demoUrl, env }, settings) => {
  if (demoUrl === null) throw new TypeError("the demo has no tenant");
  const seed = await loadDemoSeed();
  const account = await seed?.seedDemo({ databaseUrl, demoUrl, dataDir: settings.dataDir, env });
  say("Waiting for the first import …");
  await seed?.waitForFirstRun({ databaseUrl, onProgress: (line) => say(`  ${line}`) });
  return [
    "The Seatwise demo runs. Company, people and licences are invented.",
    "",
    `Address      ${address}`,
    `User name    ${account?.username ?? "–"}`,
    `Password     ${account?.password ?? "–"}`,
    "",
    ...describePlace(settings),
  ];
});
