import { createPrivateKey, X509Certificate } from "node:crypto";
import { inspect } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { certificateErrorCodes, readCertificate } from "@/lib/portals/certificate-reader";
import {
  type CertificateFile,
  certificateFiles,
  certificateFile as file,
  passwordOf,
  passwords,
} from "@/tests/support/certificates";

const now = new Date("2027-03-01T09:00:00Z");
const WINDOW = 16;
const RUN_MS = 10_000;
const TEST_MS = 60_000;

/** Every stretch of the private keys, in Base64 as PEM has them and as hex of the private exponent. */
const secretWindows = new Set(
  [file("leaf.key"), file("other.pem")].flatMap((pem) => {
    const key = createPrivateKey(pem);
    const bodies = (["pkcs8", "pkcs1"] as const).map((type) => key.export({ type, format: "der" }).toString("base64"));
    const exponent = Buffer.from(key.export({ format: "jwk" }).d ?? "", "base64url").toString("hex");
    return [...bodies, exponent].flatMap((text) =>
      Array.from({ length: text.length - WINDOW }, (_, start) => text.slice(start, start + WINDOW)),
    );
  }),
);

/** What of a key or the password stands in the text. */
function findLeaks(text: string, password: string): string[] {
  const runs = text.match(/[A-Za-z0-9+/]{16,}/g) ?? [];
  const windows = runs.flatMap((run) =>
    Array.from({ length: run.length - WINDOW + 1 }, (_, start) => run.slice(start, start + WINDOW)),
  );
  const leaked = windows.filter((window) => secretWindows.has(window) || secretWindows.has(window.toLowerCase()));
  return password !== "" && text.includes(password) ? [...leaked, password] : leaked;
}

/** Either a good pair comes out or one of our own errors, which tells nothing. @returns the error's code */
async function examine(parts: Uint8Array[], password: string): Promise<string> {
  try {
    const pair = await readCertificate({ parts, password }, now);
    expect(new X509Certificate(pair.certificatePem).checkPrivateKey(createPrivateKey(pair.privateKeyPem))).toBe(true);
    return "accepted";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(certificateErrorCodes).toContain(error.code);
    expect(error.cause).toBeUndefined();
    expect(findLeaks(inspect(error, { depth: null, showHidden: true }), password)).toEqual([]);
    return error.code;
  }
}

type Damage = (bytes: Buffer) => Buffer;
/** A share of the length; of floating-point numbers nearly all that are drawn would be next to nothing. */
const place = fc.integer({ min: 0, max: 9_999 }).map((part) => part / 10_000);
const cut = place.map(
  (share): Damage =>
    (bytes) =>
      bytes.subarray(0, Math.floor(share * bytes.length)),
);
const flip = fc.array(fc.tuple(place, fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 4 }).map(
  (flips): Damage =>
    (bytes) => {
      for (const [share, mask] of flips) {
        const at = Math.floor(share * bytes.length);
        bytes[at] = (bytes[at] ?? 0) ^ mask;
      }
      return bytes;
    },
);
const garbage = fc.uint8Array({ maxLength: 200 });
const surround = fc.tuple(garbage, garbage).map(
  ([before, after]): Damage =>
    (bytes) =>
      Buffer.concat([before, bytes, after]),
);
const trail = garbage.map(
  (after): Damage =>
    (bytes) =>
      Buffer.concat([bytes, after]),
);
/** Long enough not to stand in a stack by chance. */
const guess = fc.string({ unit: "grapheme", maxLength: 20 }).map((text) => `A guess: ${text}`);

/** Costs a thread or much memory each time that it is opened. */
const isCostly = (name: CertificateFile) => /pfx|p12|scrypt|^3des/.test(name) && name !== "no-mac-aes.pfx";
const names = certificateFiles.filter((name) => !name.includes("slow"));

type Check = { files: CertificateFile[]; damages: fc.Arbitrary<Damage>; runs: number; seen: string[] };

/** @param check.seen what must come out at least once, so that the runs are known to reach that far */
async function check({ files, damages, runs, seen }: Check): Promise<void> {
  const outcomes = new Set<string>();
  const property = fc.asyncProperty(
    fc.constantFrom(...files),
    damages,
    fc.boolean(),
    fc.option(guess, { nil: null, freq: 2 }),
    async (name, damage, hasCertificate, other) => {
      const parts = [damage(file(name)), ...(hasCertificate ? [file("leaf.pem")] : [])];
      outcomes.add(await examine(parts, other ?? passwordOf(name)));
    },
  );
  await fc.assert(property, { seed: 20_270_301, numRuns: runs, timeout: RUN_MS, endOnFailure: true });
  expect([...outcomes]).toEqual(expect.arrayContaining(seen));
}

test("what would leak is found", () => {
  const quoted = file("leaf.key").toString().split("\n")[3] ?? "";
  expect(findLeaks(`Cannot read ${quoted.slice(10, 40)}!`, "")).not.toEqual([]);
  expect(findLeaks(`Wrong: ${passwords.plain}`, passwords.plain)).toEqual([passwords.plain]);
});

test(
  "any file, cut off anywhere",
  () => check({ files: names, damages: cut, runs: 150, seen: ["certificate-unreadable", "private-key-unreadable"] }),
  TEST_MS,
);

test(
  "certificates and keys with bytes changed, garbage around, any password",
  () =>
    check({
      files: names.filter((name) => !isCostly(name)),
      damages: fc.oneof(flip, surround),
      runs: 200,
      seen: ["accepted", "certificate-password-wrong", "certificate-unreadable", "private-key-unreadable"],
    }),
  TEST_MS,
);

test(
  "PFX files with bytes changed, garbage behind them, any password",
  () =>
    check({
      files: names.filter(isCostly),
      damages: fc.oneof(flip, trail),
      runs: 25,
      seen: ["accepted", "certificate-password-wrong"],
    }),
  TEST_MS,
);

test(
  "anything at all",
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 3 }),
        guess,
        async (parts, password) => {
          await examine(parts, password);
        },
      ),
      {
        seed: 1,
        numRuns: 100,
        timeout: RUN_MS,
      },
    ),
  TEST_MS,
);
