import { randomUUID } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { choosePort, findFreePort } from "@/scripts/lib/ports";
import { type Child, Processes } from "@/scripts/lib/processes";
import { serveOnFreePort } from "@/scripts/lib/serve";
import { createFolder, removeFolder } from "./folder";

const WEB = fileURLToPath(new URL("web-stand-in.mjs", import.meta.url));

let folder: string;
let gate: string;
let first: number;
const children: Child[] = [];
const servers: http.Server[] = [];

beforeEach(async () => {
  folder = createFolder();
  gate = path.join(folder, "gate");
  first = await findFreePort();
});
afterEach(async () => {
  for (const child of children.splice(0)) await child.stop();
  for (const server of servers.splice(0)) server.close();
  removeFolder(folder);
});

/** One copy of Seatwise in a data folder of its own, which has chosen its port: its web process listens as soon as the gate opens. */
async function startCopy(name: string, wanted?: string) {
  const said: string[] = [];
  const chosen: number[] = [];
  const instance = randomUUID();
  const dataDir = path.join(folder, name);
  fs.mkdirSync(path.join(dataDir, "logs"), { recursive: true });
  const processes = new Processes(process.cwd(), dataDir, (line) => said.push(line));
  const result = serveOnFreePort({
    choose: () => choosePort(wanted, "127.0.0.1", first),
    start: async (port) => {
      chosen.push(port);
      const env = { ...process.env, PORT: String(port), GATE: gate, INSTANCE_ID: instance };
      const web = processes.start({ name: "web", args: [WEB], env, stopMs: 2_000 });
      children.push(web);
      return { started: { web }, url: `http://127.0.0.1:${port}`, children: [web] };
    },
    instance,
    timeoutMs: 20_000,
    signal: new AbortController().signal,
    say: (line) => said.push(line),
  });
  result.catch(() => undefined);
  // One after the other: looking whether a port is free takes it for a moment.
  await expect.poll(() => chosen.length, { timeout: 10_000 }).toBe(1);
  return { result, said, chosen, instance };
}

const instanceAt = async (port: number) =>
  ((await (await fetch(`http://127.0.0.1:${port}/api/health`)).json()) as { instance: string }).instance;

describe("two copies that are started in the same moment", () => {
  it("choose the same port, and each ends up on one of its own", async () => {
    const copies = [await startCopy("one"), await startCopy("two")];
    fs.writeFileSync(gate, "");
    const served = await Promise.all(copies.map(({ result }) => result));
    expect(
      copies.map(({ chosen }) => chosen[0]),
      "both chose the same",
    ).toEqual([first, first]);
    expect(new Set(served.map(({ port }) => port)).size).toBe(2);
    for (const [index, { port }] of served.entries()) expect(await instanceAt(port)).toBe(copies[index]?.instance);
    expect(copies.flatMap(({ said }) => said).join("\n")).toContain(`${first}, was just taken by another program`);
  });

  it("say so when both were told the same PORT: one runs, the other ends", async () => {
    const copies = [await startCopy("one", String(first)), await startCopy("two", String(first))];
    fs.writeFileSync(gate, "");
    const outcomes = await Promise.allSettled(copies.map(({ result }) => result));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const reasons = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [String(outcome.reason)] : []));
    expect(reasons.join()).toContain(`Port ${first} is taken by another program`);
  });
});

it("an answer of somebody else's program is not taken for our own", async () => {
  const copy = await startCopy("one");
  const stranger = http.createServer((_, response) => response.end("<p>I am something else</p>"));
  servers.push(stranger);
  await once(stranger.listen(first, "127.0.0.1"), "listening");
  fs.writeFileSync(gate, "");
  const { port } = await copy.result;
  expect(port).toBeGreaterThan(first);
  expect(await instanceAt(port)).toBe(copy.instance);
});
