import { afterEach, expect, it, test } from "vitest";
import { decryptKey } from "@/lib/portals/certificate-decryption";
import { createPkcs12Kdf, kdfPurposes, type Pkcs12Kdf, toBmpString } from "@/lib/portals/pkcs12-kdf";
import { certificateFile, passwords } from "@/tests/support/certificates";

let kdf: Pkcs12Kdf | undefined;
afterEach(async () => {
  await kdf?.close();
  kdf = undefined;
});

const request = { hash: "sha1", purpose: kdfPurposes.key, password: toBmpString("sesame") } as const;
/** Hours of work. */
const endless = { ...request, salt: Buffer.alloc(8), iterations: 10 ** 11, length: 20 };

it("derives a key of more than one digest, as other programs do", async () => {
  kdf = createPkcs12Kdf(new AbortController().signal);
  const [key] = await kdf.derive([{ ...request, salt: Buffer.alloc(8, 0xff), iterations: 2048, length: 24 }]);
  expect(key?.toString("hex")).toBe("7cd9fd3e2b3be7691a44e3bef0f9ea0fb9b897d4e325d9d1");
});

it("answers one request after another in the same thread", async () => {
  kdf = createPkcs12Kdf(new AbortController().signal);
  const quick = { ...request, salt: Buffer.alloc(8, 0xff), iterations: 1, length: 8 };
  const [one, two] = await kdf.derive([quick, { ...quick, purpose: kdfPurposes.iv }]);
  expect([await kdf.derive([quick]), await kdf.derive([{ ...quick, purpose: kdfPurposes.iv }])]).toEqual([
    [one],
    [two],
  ]);
  expect(one).not.toEqual(two);
});

it("ends its thread when the time is over, in the middle of the work", async () => {
  const time = new AbortController();
  kdf = createPkcs12Kdf(time.signal);
  const answer = kdf.derive([endless]);
  time.abort();
  await expect(answer).rejects.toMatchObject({ code: "certificate-too-slow" });
  await kdf.close();
  await expect(kdf.derive([endless])).rejects.toMatchObject({ code: "certificate-too-slow" });
});

test("no other derivation starts either when the time is over", async () => {
  const signal = AbortSignal.abort();
  kdf = createPkcs12Kdf(signal);
  const pem = certificateFile("aes256-sha256.key").toString();
  const bytes = Buffer.from(pem.replace(/-----.*-----/g, ""), "base64");
  await expect(decryptKey(bytes, { password: passwords.plain, bmpPasswords: [], kdf, signal })).rejects.toMatchObject({
    code: "certificate-too-slow",
  });
});

test("a password becomes big-endian UTF-16 with a zero at its end", () => {
  expect(toBmpString("aé€𝄞").toString("hex")).toBe("006100e920acd834dd1e0000");
  expect(toBmpString("").toString("hex")).toBe("0000");
});
