import path from "node:path";
import type { Settings } from "./settings";

/** Where things lie and how it ends: the last lines that every start shows. */
export function describePlace({ dataDir, publicUrl, host }: Settings): string[] {
  const shown = (folder: string) => {
    const relative = path.relative(process.cwd(), folder) || ".";
    return relative.startsWith("..") ? folder : relative;
  };
  const isOpen = !["127.0.0.1", "localhost", "::1"].includes(host);
  return [
    `Data         ${shown(dataDir)}`,
    `Logs         ${shown(path.join(dataDir, "logs"))}`,
    "Stop         Ctrl-C",
    ...(isOpen && !publicUrl ? ["", "Set NEXTAUTH_URL to the address that people type into their browser."] : []),
  ];
}
