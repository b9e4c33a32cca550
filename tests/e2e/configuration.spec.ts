import { spawn } from "node:child_process";
import { expect, test } from "./support/fixtures";

const programs = {
  "web process": ["node_modules/next/dist/bin/next", "start", "--port", "0"],
  worker: ["dist/worker.mjs"],
};

for (const [name, command] of Object.entries(programs)) {
  test(`a ${name} that cannot work with its environment says why, and ends`, async ({ stack }) => {
    expect(stack.url, "what is built is there").toBeTruthy();
    const environment = { DATABASE_URL: "mysql://seatwise:open-sesame@localhost/seatwise", METRICS_TOKEN: "short" };
    const child = spawn(process.execPath, command, {
      env: { PATH: process.env.PATH, NODE_ENV: "production", ...environment },
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (said += data));
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(code, said).toBe(1);
    expect(said).toMatch(/DATABASE_URL: must be a postgresql:\/\/ URL/);
    expect(said).toMatch(/METRICS_TOKEN/);
    expect(said, "a value may be a secret").not.toContain("open-sesame");
  });
}
