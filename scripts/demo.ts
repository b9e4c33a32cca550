import { runUntilStopped, say } from "./lib/run";
import { describePlace } from "./lib/welcome";

await runUntilStopped("demo", async ({ address, demo, env }, settings, lifecycle) => {
  if (demo === null) throw new TypeError("the demo has no tenant");
  // Only now: it needs the client that the build has generated.
  const { seedDemo, waitForFirstRun } = await import("./lib/seed-demo");
  const { describeTryOut } = await import("./lib/demo-tenant");
  const { username, password } = await seedDemo({ dataDir: settings.dataDir, env, tenant: demo.config });
  await waitForFirstRun(say, lifecycle.signal);
  return [
    "The Seatwise demo runs. Company, people and licences are invented.",
    "",
    `Address      ${address}`,
    `Username     ${username}`,
    `Password     ${password}`,
    "",
    ...describeTryOut(demo.config),
    "",
    `REST API     ${address}/api/v1   (a token: npm run --silent token -- --demo --name my-program)`,
    `Demo tenant  ${demo.url}`,
    ...describePlace(settings),
  ];
});
