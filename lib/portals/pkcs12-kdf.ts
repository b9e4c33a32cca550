import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { certificateError } from "./certificate-errors";

/** What a derived secret is for; the same password and salt give another one for each purpose. */
export const kdfPurposes = { key: 1, iv: 2, mac: 3 } as const;

export type KdfRequest = {
  hash: "sha1" | "sha224" | "sha256" | "sha384" | "sha512";
  purpose: (typeof kdfPurposes)[keyof typeof kdfPurposes];
  password: Uint8Array;
  salt: Uint8Array;
  iterations: number;
  length: number;
};

export type Pkcs12Kdf = {
  /** @throws AppError certificate-too-slow once the signal has gone off */
  derive: (requests: KdfRequest[]) => Promise<Buffer[]>;
  close: () => Promise<void>;
};

/**
 * RFC 7292, appendix B.2. Nothing native offers it, and its loop takes a second for 600,000 rounds. A string, so that no
 * bundler has to find a file for the thread.
 */
const PROGRAM = `
const { hash: digestOf } = require("node:crypto");
const { parentPort } = require("node:worker_threads");
const repeated = (bytes, block) => Buffer.alloc(Math.ceil(bytes.length / block) * block, Buffer.from(bytes));

function derive({ hash, purpose, password, salt, iterations, length }) {
  const block = hash === "sha384" || hash === "sha512" ? 128 : 64;
  const input = Buffer.concat([repeated(salt, block), repeated(password, block)]);
  const output = [];
  for (let got = 0; got < length; got += output.at(-1).length) {
    let digest = digestOf(hash, Buffer.concat([Buffer.alloc(block, purpose), input]), "buffer");
    for (let round = 1; round < iterations; round++) digest = digestOf(hash, digest, "buffer");
    output.push(digest);
    const addend = Buffer.alloc(block, digest);
    for (let start = 0; start < input.length; start += block) {
      let carry = 1;
      for (let at = block - 1; at >= 0; at--) {
        carry += input[start + at] + addend[at];
        input[start + at] = carry;
        carry >>= 8;
      }
    }
  }
  return Buffer.concat(output).subarray(0, length);
}

parentPort.on("message", (requests) => parentPort.postMessage(requests.map(derive)));
`;

/** PKCS#12's own key derivation in a thread of its own, which starts with the first request and ends with `close`. */
export function createPkcs12Kdf(signal: AbortSignal): Pkcs12Kdf {
  let worker: Worker | undefined;
  return {
    async derive(requests) {
      if (signal.aborted) throw certificateError("certificate-too-slow");
      // Nothing of this process goes along: no environment, no loaders.
      worker ??= new Worker(PROGRAM, { eval: true, env: {}, execArgv: [] });
      worker.postMessage(requests);
      try {
        const [answer] = (await once(worker, "message", { signal })) as [Uint8Array[]];
        return answer.map((bytes) => Buffer.from(bytes));
      } catch (error) {
        throw signal.aborted ? certificateError("certificate-too-slow") : error;
      }
    },
    async close() {
      await worker?.terminate();
    },
  };
}

/** A password as this derivation takes it: big-endian UTF-16 and two zero bytes that end it. */
export function toBmpString(password: string): Buffer {
  return Buffer.from(`${password}\0`, "utf16le").swap16();
}
