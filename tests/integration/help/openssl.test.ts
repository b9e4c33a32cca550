import { execSync } from "node:child_process";
import { createPrivateKey, X509Certificate } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { opensslCommands } from "@/lib/portals/entra-openssl";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "seatwise-openssl-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const run = (command: string) =>
  execSync(command, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
const read = (name: string) => fs.readFileSync(path.join(folder, name));

it("the line that makes a certificate makes one that Entra and Seatwise take [S8] [S11]", () => {
  run(opensslCommands.make);
  const certificate = new X509Certificate(read("certificate.crt"));
  const key = createPrivateKey(read("private-key.pem"));
  expect(certificate.checkPrivateKey(key)).toBe(true);
  expect(key.asymmetricKeyDetails?.modulusLength).toBeGreaterThanOrEqual(2048);
  expect(read("certificate.crt").toString()).not.toContain("PRIVATE KEY");
  expect(run(opensslCommands.inspect)).toContain(certificate.fingerprint);
});

it("the lines that split a PFX file give its two parts [S9] [S10]", () => {
  const made = new X509Certificate(read("certificate.crt"));
  run("openssl pkcs12 -export -in certificate.crt -inkey private-key.pem -out path.p12 -passout pass:");
  for (const name of ["certificate.crt", "private-key.pem"]) fs.rmSync(path.join(folder, name));
  // The lines ask for the password; here it is empty.
  run(`${opensslCommands.splitCertificate} -passin pass:`);
  run(`${opensslCommands.splitKey} -passin pass:`);
  expect(new X509Certificate(read("certificate.crt")).fingerprint256).toBe(made.fingerprint256);
  expect(made.checkPrivateKey(createPrivateKey(read("private-key.pem")))).toBe(true);
});
