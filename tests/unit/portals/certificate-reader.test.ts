import { createHash, createPrivateKey, X509Certificate } from "node:crypto";
import { describe, expect, it, test } from "vitest";
import { AppError } from "@/lib/errors";
import { messagesByLocale } from "@/lib/i18n/messages";
import { certificateErrorCodes, readCertificate } from "@/lib/portals/certificate-reader";
import {
  type CertificateFile,
  certificateFile as file,
  loosenDer,
  passwordOf,
  passwords,
} from "@/tests/support/certificates";

const now = new Date("2027-03-01T09:00:00Z");
const key = file("leaf.key").toString();
const certificate = file("leaf.pem").toString();
const keyOf = (pem: string) => createPrivateKey(pem);
const der = (pem: string) => new X509Certificate(pem).raw;
const text = (value: string) => Buffer.from(value);
const read = (parts: Uint8Array[], password = "", at = now) => readCertificate({ parts, password }, at);

/** Upper-case hex, as Entra shows it. */
const thumbprint = (hash: "sha1" | "sha256") => createHash(hash).update(der(certificate)).digest("hex").toUpperCase();
const leaf = {
  certificatePem: new X509Certificate(certificate).toString(),
  privateKeyPem: keyOf(key).export({ type: "pkcs8", format: "pem" }),
  facts: {
    subject: "C=DE, O=Tests, CN=Seatwise test",
    thumbprintSha1: thumbprint("sha1"),
    thumbprintSha256: thumbprint("sha256"),
  },
};

/** The code of what is thrown, with its params. */
const refusal = (parts: Uint8Array[], password = "", at = now) =>
  read(parts, password, at).then(
    () => "accepted",
    (error: unknown) =>
      error instanceof AppError && certificateErrorCodes.includes(error.code)
        ? [error.code, ...Object.values(error.params)].join(" ")
        : error,
  );

const utf16 = (value: string) => Buffer.from(`\uFEFF${value}`, "utf16le");
const pkcs1 = keyOf(key).export({ type: "pkcs1", format: "pem" }).toString();
const around = `Bag Attributes\n  friendlyName: Größe\n${key}\nsubject=CN = Seatwise\n${certificate}-- \nRegards, Ö.`;

describe("certificate and key in files of their own [S8]", () => {
  test("become two parts, each with nothing of the other", async () => {
    const pair = await read([text(certificate), text(key)]);
    expect(pair).toMatchObject(leaf);
    expect(pair.certificatePem).not.toContain("PRIVATE");
    expect(pair.privateKeyPem).not.toContain("CERTIFICATE");
  });

  test.each<[string, Uint8Array[]]>([
    ["the key first", [text(key), text(certificate)]],
    ["both in one PEM file", [text(certificate + key)]],
    ["one PEM file with text around its blocks", [text(around)]],
    ["the same twice", [text(certificate + key), text(key), text(certificate)]],
    ["CRLF", [text(around.replaceAll("\n", "\r\n"))]],
    ["CR alone", [text(around.replaceAll("\n", "\r"))]],
    ["UTF-8 with a mark in front", [text(`\uFEFF${certificate}`), text(`\uFEFF${key}`)]],
    ["UTF-16, little-endian", [utf16(around)]],
    ["UTF-16, big-endian", [utf16(around).swap16()]],
    ["UTF-16 without a mark", [Buffer.from(around, "utf16le")]],
    ["pasted into one line", [text((certificate + key).replaceAll("\n", " "))]],
    ["line breaks as \\n", [text((certificate + key).replaceAll("\n", "\\n"))]],
    ["indented", [text((certificate + key).replaceAll("\n", "\n    "))]],
    ["a certificate in DER, .cer [S11]", [der(certificate), text(key)]],
    ["a certificate in PEM, .pem and .crt [S11]", [text(certificate), text(key)]],
    ["a certificate in DER with something after it", [Buffer.concat([der(certificate), text("\n")]), text(key)]],
    ["a key in PKCS#8, DER", [text(certificate), keyOf(key).export({ type: "pkcs8", format: "der" })]],
    ["a key in PKCS#1, DER", [text(certificate), keyOf(key).export({ type: "pkcs1", format: "der" })]],
    ["a key in PKCS#1, PEM", [text(certificate), text(pkcs1)]],
    ["an OpenSSL trusted certificate", [text(certificate.replaceAll(" CERT", " TRUSTED CERT")), text(key)]],
    ["Base64 without a frame", [text(der(certificate).toString("base64")), text(key)]],
    ["the whole chain, the certificate last", [file("chain.pem"), text(key), text(certificate)]],
    ["a request beside them", [file("request.csr"), text(certificate), text(key)]],
    ["a file that has nothing to do with it", [text("Read me first"), text(certificate), text(key)]],
    ["an empty file", [text(""), text(certificate), text(key)]],
    ["a certificate of the same key that has expired", [file("short-lived.pem"), text(certificate), text(key)]],
  ])("%s", async (_, parts) => {
    expect(await read(parts)).toMatchObject(leaf);
  });

  test("a password that nothing asks for does no harm", async () => {
    expect(await read([text(certificate), text(key)], "whatever")).toMatchObject(leaf);
  });

  test("a certificate that names nobody has no subject", async () => {
    expect((await read([file("nameless.pem"), text(key)])).facts.subject).toBe("");
  });
});

describe("keys that are encrypted", () => {
  it.each<CertificateFile>([
    "aes128-sha1.key",
    "aes192-sha384.key",
    "aes256-sha256.key",
    "des3-sha512.key",
    "scrypt.key",
    "3des.key",
    "foreign.key",
    "old-aes128.key",
    "old-aes256.key",
    "old-des3.key",
  ])("%s", async (name) => {
    expect(await read([file(name), text(certificate)], passwordOf(name))).toMatchObject(leaf);
    expect(await refusal([file(name), text(certificate)], "")).toBe("certificate-password-needed");
    expect(await refusal([file(name), text(certificate)], "wrong")).toBe("certificate-password-wrong");
  });
});

describe("PFX files [S9]", () => {
  it.each<CertificateFile>([
    "windows-3des.pfx",
    "windows-aes.pfx",
    "openssl.pfx",
    "mac-sha384.pfx",
    "mac-sha512.pfx",
    "no-mac-aes.pfx",
    "no-mac-3des.pfx",
    "empty-password-3des.pfx",
    "empty-password-aes.pfx",
    "no-password.pfx",
    "foreign-3des.pfx",
    "foreign-aes.pfx",
    "foreign-mixed.pfx",
    "chain.pfx",
    "key-bag.pfx",
  ])("%s", async (name) => {
    expect(await read([file(name)], passwordOf(name))).toMatchObject(leaf);
  });

  it("reads one that keytool made", async () => {
    const pair = await read([file("java.p12")], passwordOf("java.p12"));
    expect(pair.facts.subject).toBe("CN=Java");
    expect(new X509Certificate(pair.certificatePem).checkPrivateKey(keyOf(pair.privateKeyPem))).toBe(true);
  });

  it("reads one as Base64, as key vaults hand it out", async () => {
    expect(await read([text(`${file("openssl.pfx").toString("base64")}\n`)], passwords.plain)).toMatchObject(leaf);
  });

  it("reads one whose lengths are left open", async () => {
    expect(await read([loosenDer(file("windows-3des.pfx"))], passwords.plain)).toMatchObject(leaf);
    expect(await read([loosenDer(file("no-mac-aes.pfx"), 1)], passwords.plain)).toMatchObject(leaf);
  });

  it("takes the key from one file and the certificate from another", async () => {
    expect(await read([file("key-only.pfx"), file("certificate-only.pfx")], passwords.plain)).toMatchObject(leaf);
  });

  it.each<[CertificateFile, string, string]>([
    ["windows-3des.pfx", "", "certificate-password-needed"],
    ["windows-3des.pfx", "passw0rd of a test", "certificate-password-wrong"],
    ["no-mac-aes.pfx", "", "certificate-password-needed"],
    ["no-mac-aes.pfx", "wrong", "certificate-password-wrong"],
    ["no-mac-3des.pfx", "", "certificate-password-needed"],
    ["no-mac-3des.pfx", "wrong", "certificate-password-wrong"],
    ["key-bag.pfx", "", "certificate-password-needed"],
    ["empty-password-aes.pfx", "wrong", "certificate-password-wrong"],
    ["foreign-aes.pfx", "Zurich-€-𝄞", "certificate-password-wrong"],
  ])("%s with %j: %s", async (name, password, code) => {
    expect(await refusal([file(name)], password)).toBe(code);
  });
});

/** A copy in which bytes are others, given as hex. */
function patched(name: CertificateFile, from: string, to: string): Buffer {
  const bytes = file(name);
  const at = bytes.lastIndexOf(Buffer.from(from, "hex"));
  expect(at).toBeGreaterThan(0);
  Buffer.from(to, "hex").copy(bytes, at);
  return bytes;
}
const body = (name: CertificateFile) =>
  Buffer.from(
    file(name)
      .toString()
      .replace(/-----.*-----|\n/g, ""),
    "base64",
  );
const greedyScrypt = () => {
  const bytes = body("scrypt.key");
  // N = 16384, r = 8 becomes r = 127: a quarter of a gigabyte.
  Buffer.from("7f", "hex").copy(bytes, bytes.indexOf(Buffer.from("02024000020108", "hex")) + 6);
  return bytes;
};
const cutBefore = (name: CertificateFile) =>
  text(
    file(name)
      .toString()
      .replace(/^[\s\S]*(?=-----BEGIN CERT)/, ""),
  );
const sha256 = "608648016503040201";
const pbmac1 = "2a864886f70d01050e";
const cutOff = (pem: string) => text(pem.slice(0, pem.length / 2));
const nested = Buffer.concat([
  Buffer.from("308302000002010330830100000000", "hex"),
  Buffer.alloc(40_000, "3080", "hex"),
]);
const scribbled = (pem: string) => text(pem.replace(/[A-Za-z0-9+/]{9}\n/, "????????\n"));

describe("refused", () => {
  it.each<[string, string, () => Uint8Array[], string?]>([
    ["nothing", "certificate-unreadable", () => []],
    ["an empty file", "certificate-unreadable", () => [text("")]],
    ["any text", "certificate-unreadable", () => [text("This is no certificate.")]],
    ["a request alone", "certificate-unreadable", () => [file("request.csr")]],
    ["a certificate that is cut off", "certificate-unreadable", () => [cutOff(certificate), text(key)]],
    ["a certificate that is scribbled on", "certificate-unreadable", () => [scribbled(certificate), text(key)]],
    ["a PFX that is cut off", "certificate-unreadable", () => [file("openssl.pfx").subarray(0, 2000)], passwords.plain],
    ["what is nested without end", "certificate-unreadable", () => [nested]],
    ["a key that is cut off", "private-key-unreadable", () => [text(certificate), cutOff(key)]],
    ["a key that is scribbled on", "private-key-unreadable", () => [text(certificate), scribbled(key)]],
    [
      "a key in OpenSSH's form",
      "private-key-unreadable",
      () => [text(certificate + key.replaceAll("PRIV", "OPENSSH PRIV").replace("MII", "AAA"))],
    ],
    ["a certificate alone", "private-key-missing", () => [text(certificate)]],
    ["a PFX without a key", "private-key-missing", () => [file("certificate-only.pfx")], passwords.plain],
    ["a key alone", "certificate-missing", () => [text(key)]],
    ["a PFX without a certificate", "certificate-missing", () => [file("key-only.pfx")], passwords.plain],
    ["two keys", "private-key-several", () => [text(certificate + key), file("other.pem")]],
    ["an EC key", "private-key-not-rsa", () => [file("ec.pem")]],
    ["an EC key in its own form", "private-key-not-rsa", () => [file("ec-old.key")]],
    ["an Ed25519 key", "private-key-not-rsa", () => [file("ed25519.pem")]],
    ["an RSA-PSS key", "private-key-not-rsa", () => [file("rsa-pss.pem")]],
    ["an RSA key of 1024 bits", "private-key-too-short", () => [file("short.pem")]],
    ["the key of another certificate", "certificate-key-mismatch", () => [text(key), cutBefore("other.pem")]],
    ["the issuers alone with the key", "certificate-key-mismatch", () => [text(key), file("chain.pem")]],
    ["RC2 in a PFX", "certificate-encryption-unsupported", () => [file("rc2.pfx")], passwords.plain],
    ["RC2 in a key", "certificate-encryption-unsupported", () => [file("rc2.key")], passwords.plain],
    ["DES in a key", "certificate-encryption-unsupported", () => [file("md5-des.key")], passwords.plain],
    [
      "Camellia in an old key",
      "certificate-encryption-unsupported",
      () => [file("old-camellia256.key")],
      passwords.plain,
    ],
    ["PBMAC1", "certificate-encryption-unsupported", () => [patched("openssl.pfx", sha256, pbmac1)], passwords.plain],
    [
      "a PFX of more than a million rounds",
      "certificate-too-many-iterations",
      () => [file("too-slow.pfx")],
      passwords.plain,
    ],
    [
      "a key of more than a million rounds",
      "certificate-too-many-iterations",
      () => [file("too-slow.key")],
      passwords.plain,
    ],
    ["scrypt that wants too much memory", "certificate-too-many-iterations", () => [greedyScrypt()], passwords.plain],
    ["more than 64 KiB in a file", "certificate-too-large", () => [Buffer.alloc(64 * 1024 + 1, " ")]],
    [
      "more than 256 KiB in all",
      "certificate-too-large",
      () => Array.from({ length: 5 }, () => Buffer.alloc(60_000, " ")),
    ],
    [
      "more than 50 certificates",
      "certificate-too-large",
      () => [text(certificate.repeat(30)), text(certificate.repeat(30))],
    ],
  ])("%s: %s", async (_, code, parts, password) => {
    expect(await refusal(parts(), password)).toBe(code);
  });

  it("a certificate outside its time, and takes one at the edges of it", async () => {
    const { validFrom, validUntil } = (await read([text(certificate + key)])).facts;
    const at = (date: Date, offsetMs: number) => refusal([text(certificate + key)], "", new Date(+date + offsetMs));
    const day = (date: Date) => date.toISOString().slice(0, 10);
    expect(await at(validUntil, 0)).toBe("accepted");
    expect(await at(validUntil, 1)).toBe(`certificate-expired ${day(validUntil)}`);
    expect(await at(validFrom, -600_000)).toBe("accepted");
    expect(await at(validFrom, -600_001)).toBe(`certificate-not-yet-valid ${day(validFrom)}`);
  });

  it("a key whose private numbers are damaged", async () => {
    const numbers = keyOf(key).export({ format: "jwk" });
    const turned = (value = "") => (value.startsWith("B") ? `C${value.slice(1)}` : `B${value.slice(1)}`);
    const damaged = createPrivateKey({
      format: "jwk",
      key: { ...numbers, d: turned(numbers.d), p: turned(numbers.p) },
    });
    const pem = damaged.export({ type: "pkcs8", format: "der" });
    expect(await refusal([text(certificate), pem])).toBe("private-key-unreadable");
  });
});

test("every code has its text in both languages", () => {
  expect(certificateErrorCodes).toHaveLength(new Set(certificateErrorCodes).size);
  for (const { errors } of Object.values(messagesByLocale)) {
    expect(certificateErrorCodes.filter((code) => !Object.hasOwn(errors, code))).toEqual([]);
  }
});
