import { AppError } from "@/lib/errors";
import { CATALOGUE_BYTES_MAX, CATALOGUE_MIB_MAX } from "./limits";

/**
 * Reads a list while it arrives, and no further than a list can be long.
 * @throws AppError catalogue-too-large
 */
export async function readListBytes(body: unknown): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop ends the stream.
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > CATALOGUE_BYTES_MAX) {
      throw new AppError("catalogue-too-large", { params: { maximum: CATALOGUE_MIB_MAX } });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
