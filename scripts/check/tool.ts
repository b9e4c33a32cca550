import { spawn } from "node:child_process";
import path from "node:path";

/** Runs a program of node_modules/.bin without a shell; resolves to its exit code and all that it printed. */
export function runTool(name: string, args: string[], env: Record<string, string> = {}): Promise<ToolResult> {
  const program = path.join("node_modules", ".bin", process.platform === "win32" ? `${name}.cmd` : name);
  const child = spawn(program, args, {
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", FORCE_COLOR: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ code: 1, output: `${name} could not be started: ${error.message}` }));
    child.on("close", (code) => resolve({ code: code ?? 1, output: output.trim() }));
  });
}

export type ToolResult = { code: number; output: string };
