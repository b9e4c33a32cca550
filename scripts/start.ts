import { runUntilStopped } from "./lib/run";
import { describePlace } from "./lib/welcome";

await runUntilStopped("start", async ({ address, setupCode }, settings) => [
  `Seatwise runs at ${address}`,
  "",
  ...(setupCode
    ? [
        "There is no account yet. The first administrator is made here:",
        "",
        `Address      ${address}/setup`,
        `Setup code   ${setupCode}   (valid until Seatwise is stopped)`,
        "",
      ]
    : []),
  ...describePlace(settings),
]);
