// Plain JavaScript without packages: who runs from this folder, so that nobody takes away its packages or its build.
import fs from "node:fs";
import path from "node:path";
import { identify, isAlive, readHolder } from "./pid-lock.mjs";

/** @param {string} root */
const folderOf = (root) => path.join(root, "dist", ".serving");

/**
 * @param {string} root
 * @param {string} note
 * @returns {() => void} ends the mark
 */
export function markServing(root, note) {
  const file = path.join(folderOf(root), `${process.pid}.json`);
  fs.mkdirSync(folderOf(root), { recursive: true });
  fs.writeFileSync(file, JSON.stringify({ pid: process.pid, identity: identify(process.pid) ?? "alive", note }));
  return () => fs.rmSync(file, { force: true });
}

/**
 * The Seatwise processes other than this one that run from this folder.
 * @param {string} root
 * @returns {{ pid: number, identity: string, note?: string }[]}
 */
export function listServing(root) {
  const folder = folderOf(root);
  if (!fs.existsSync(folder)) return [];
  const living = [];
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name);
    const holder = readHolder(file);
    if (holder?.pid === process.pid) continue;
    if (holder && isAlive(holder)) living.push(holder);
    else fs.rmSync(file, { force: true });
  }
  return living;
}

/**
 * @param {string} root
 * @param {string} what that cannot be done meanwhile
 */
export function refuseWhileServing(root, what) {
  const [other] = listServing(root);
  if (!other) return;
  throw new Error(
    `${what}, but ${other.note ?? "a Seatwise"} (process ${other.pid}) runs from this folder and would break.\n` +
      "Stop it first (Ctrl-C where it runs), then start again.",
  );
}
