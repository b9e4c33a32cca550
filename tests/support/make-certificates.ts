/**
 * Makes tests/support/certificates.json anew: `npx tsx tests/support/make-certificates.ts`. Needs openssl 3 with its legacy
 * provider, keytool, and python3 for the one kind that the openssl command cannot write. Takes a minute: some kinds are
 * slow on purpose. All keys are made here, for tests, and unlock nothing.
 */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { passwords } from "./certificates";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "certificates-"));
const at = (name: string) => path.join(folder, name);
const run = (tool: string, ...words: string[]) =>
  execFileSync(tool, words, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
const openssl = (...words: string[]) => run("openssl", ...words);
const made: Record<string, string> = {};
const keep = (name: string, file = name) => {
  made[name] = fs.readFileSync(at(file)).toString("base64");
};

const CENTURY = ["-days", "36500"];
const TRIPLE_DES = ["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES"];
const AES = ["-keypbe", "AES-256-CBC", "-certpbe", "AES-256-CBC"];
const OPEN = ["-keypbe", "NONE", "-certpbe", "NONE"];

/** A root, what it signs, and at the end of the chain the certificate that nearly all the files are about. */
function makeChain() {
  openssl(
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-noenc",
    "-keyout",
    "root.key",
    "-out",
    "root.pem",
    "-subj",
    "/CN=Test root",
    ...CENTURY,
  );
  fs.writeFileSync(at("ca.cnf"), "basicConstraints=critical,CA:true\n");
  fs.writeFileSync(at("leaf.cnf"), "basicConstraints=critical,CA:false\nextendedKeyUsage=clientAuth\n");
  const issue = (name: string, issuer: string, subject: string, extensions: string) => {
    if (!fs.existsSync(at(`${name}.key`))) openssl("genrsa", "-out", `${name}.key`, "2048");
    openssl("req", "-new", "-key", `${name}.key`, "-out", `${name}.csr`, "-subj", subject);
    openssl(
      "x509",
      "-req",
      "-in",
      `${name}.csr`,
      "-CA",
      `${issuer}.pem`,
      "-CAkey",
      `${issuer}.key`,
      "-out",
      `${name}.pem`,
      "-extfile",
      extensions,
      ...CENTURY,
    );
  };
  issue("middle", "root", "/CN=Test intermediate", "ca.cnf");
  issue("leaf", "middle", "/C=DE/O=Tests/CN=Seatwise test", "leaf.cnf");
  fs.writeFileSync(
    at("chain.pem"),
    fs.readFileSync(at("middle.pem"), "utf8") + fs.readFileSync(at("root.pem"), "utf8"),
  );
  for (const name of ["leaf.key", "leaf.pem", "chain.pem"]) keep(name);
}

function makePfx(name: string, password: string, ...words: string[]) {
  openssl(
    "pkcs12",
    "-export",
    "-inkey",
    "leaf.key",
    "-in",
    "leaf.pem",
    "-out",
    name,
    "-passout",
    `pass:${password}`,
    ...words,
  );
  keep(name);
}

/** The variant without any password: not even the two zero bytes that end an empty one. Python reaches the library itself. */
function makePfxOfNoPassword() {
  const program = `
import ctypes, ctypes.util, sys
c = ctypes.CDLL(ctypes.util.find_library("crypto"))
for f in ("BIO_new_file", "PEM_read_bio_PrivateKey", "PEM_read_bio_X509", "PKCS12_create"): getattr(c, f).restype = ctypes.c_void_p
p = ctypes.c_void_p
bio = lambda name, mode: p(c.BIO_new_file(name.encode(), mode))
key = p(c.PEM_read_bio_PrivateKey(bio("leaf.key", b"r"), None, None, None))
leaf = p(c.PEM_read_bio_X509(bio("leaf.pem", b"r"), None, None, None))
pfx = p(c.PKCS12_create(None, None, key, leaf, None, 146, 146, 2000, 2000, 0))
out = bio("no-password.pfx", b"w")
assert c.i2d_PKCS12_bio(out, pfx) == 1
c.BIO_free_all(out)`;
  run("python3", "-c", program);
  openssl("pkcs12", "-in", "no-password.pfx", "-noout", "-passin", "pass:");
  keep("no-password.pfx");
}

function makePkcs12() {
  const windows = ["-CSP", "Microsoft Software Key Storage Provider", "-name", "te-1f0b", "-iter", "2000"];
  makePfx("windows-3des.pfx", passwords.plain, ...TRIPLE_DES, "-macalg", "sha1", ...windows);
  makePfx("windows-aes.pfx", passwords.plain, ...AES, "-macalg", "sha256", ...windows);
  makePfx("openssl.pfx", passwords.plain);
  makePfx("mac-sha384.pfx", passwords.plain, "-macalg", "sha384");
  makePfx("mac-sha512.pfx", passwords.plain, "-macalg", "sha512");
  makePfx("no-mac-aes.pfx", passwords.plain, ...AES, "-nomac");
  makePfx("no-mac-3des.pfx", passwords.plain, ...TRIPLE_DES, "-nomac");
  makePfx("empty-password-3des.pfx", "", ...TRIPLE_DES, "-macalg", "sha1");
  makePfx("empty-password-aes.pfx", "", ...AES);
  makePfxOfNoPassword();
  makePfx("foreign-3des.pfx", passwords.foreign, ...TRIPLE_DES, "-macalg", "sha1");
  makePfx("foreign-aes.pfx", passwords.foreign, ...AES);
  makePfx("foreign-mixed.pfx", passwords.foreign, "-keypbe", "AES-128-CBC", "-certpbe", "PBE-SHA1-3DES");
  makePfx("chain.pfx", passwords.plain, "-certfile", "chain.pem");
  makePfx("key-bag.pfx", passwords.plain, ...OPEN);
  makePfx("rc2.pfx", passwords.plain, "-legacy");
  makePfx("key-only.pfx", passwords.plain, "-nocerts");
  makePfx("certificate-only.pfx", passwords.plain, "-nokeys");
  makePfx("slow-mac.pfx", passwords.plain, ...OPEN, "-macalg", "sha512", "-iter", "600000");
  makePfx("slow.pfx", passwords.plain, ...AES, "-macalg", "sha512", "-iter", "600000");
  makePfx("too-slow.pfx", passwords.plain, ...OPEN, "-iter", "1000001");
  const named = ["-alias", "java", "-dname", "CN=Java", "-validity", "36500"];
  const store = ["-storetype", "PKCS12", "-keystore", "java.p12", "-storepass", passwords.plain];
  run("keytool", "-genkeypair", "-keyalg", "RSA", "-keysize", "2048", ...named, ...store);
  keep("java.p12");
}

function makeEncryptedKeys() {
  const pkcs8 = (name: string, password: string, ...words: string[]) => {
    openssl("pkcs8", "-topk8", "-in", "leaf.key", "-out", name, "-passout", `pass:${password}`, ...words);
    keep(name);
  };
  for (const [cipher, hash] of [
    ["aes128", "SHA1"],
    ["aes192", "SHA384"],
    ["aes256", "SHA256"],
    ["des3", "SHA512"],
  ] as const) {
    pkcs8(`${cipher}-${hash.toLowerCase()}.key`, passwords.plain, "-v2", cipher, "-v2prf", `hmacWith${hash}`);
  }
  pkcs8("scrypt.key", passwords.plain, "-v2", "aes256", "-scrypt");
  pkcs8("too-slow.key", passwords.plain, "-v2", "aes256", "-iter", "1000001");
  pkcs8("foreign.key", passwords.foreign, "-v2", "aes256");
  pkcs8("3des.key", passwords.plain, "-v1", "PBE-SHA1-3DES");
  pkcs8("rc2.key", passwords.plain, "-v1", "PBE-SHA1-RC2-128", "-provider", "legacy", "-provider", "default");
  pkcs8("md5-des.key", passwords.plain, "-v1", "PBE-MD5-DES", "-provider", "legacy", "-provider", "default");
  for (const cipher of ["aes128", "aes256", "des3", "camellia256"]) {
    openssl(
      "rsa",
      "-in",
      "leaf.key",
      "-traditional",
      `-${cipher}`,
      "-out",
      `old-${cipher}.key`,
      "-passout",
      `pass:${passwords.plain}`,
    );
    keep(`old-${cipher}.key`);
  }
}

/** Whole pairs in one PEM file each, of another key or of a kind that cannot be used; and a second certificate of the key. */
function makeOthers() {
  const pair = (name: string, ...words: string[]) => {
    openssl(
      "req",
      "-x509",
      "-noenc",
      "-keyout",
      "pair.key",
      "-out",
      "pair.pem",
      "-subj",
      `/CN=Test ${name}`,
      ...CENTURY,
      ...words,
    );
    fs.writeFileSync(
      at(`${name}.pem`),
      fs.readFileSync(at("pair.key"), "utf8") + fs.readFileSync(at("pair.pem"), "utf8"),
    );
    keep(`${name}.pem`);
  };
  pair("other", "-newkey", "rsa:2048");
  pair("short", "-newkey", "rsa:1024");
  pair("ec", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
  pair("ed25519", "-newkey", "ed25519");
  pair("rsa-pss", "-newkey", "rsa-pss", "-pkeyopt", "rsa_keygen_bits:2048");
  openssl("ec", "-in", "ec.pem", "-out", "ec-old.key");
  keep("ec-old.key");
  openssl("req", "-x509", "-key", "leaf.key", "-out", "short-lived.pem", "-subj", "/CN=Seatwise test", "-days", "30");
  keep("short-lived.pem");
  openssl("req", "-new", "-key", "leaf.key", "-out", "request.csr", "-subj", "/CN=Request");
  keep("request.csr");
  openssl("req", "-x509", "-key", "leaf.key", "-out", "nameless.pem", "-subj", "/", ...CENTURY);
  keep("nameless.pem");
}

try {
  makeChain();
  makePkcs12();
  makeEncryptedKeys();
  makeOthers();
} finally {
  fs.rmSync(folder, { recursive: true });
}
fs.writeFileSync(path.join(import.meta.dirname, "certificates.json"), `${JSON.stringify(made, null, 2)}\n`);
