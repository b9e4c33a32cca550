import { z } from "zod";
import { RunKind, RunPortalStatus, RunStatus, UnsyncReason } from "@/lib/db/generated/enums";

// What answers are made of. Times are ISO 8601 in UTC; days are YYYY-MM-DD.

const ID_MAX = 2_147_483_647;
export const id = z.int().positive().max(ID_MAX);
export const guid = z.guid();
export const text = z.string();
export const time = z.iso.datetime();
export const day = z.iso.date();
export const count = z.int();
export const version = z.int().describe("Raised by each change; `If-Match` or `version` names it.");
export const named = z.object({ id, name: text });
export const unsyncReason = z.enum(UnsyncReason).nullable();
export const codeParams = z.record(text, z.union([text, z.number()]));

/** A run that a call has started, or found open. */
export const startedRun = z.object({
  runId: id,
  isNew: z.boolean().describe("False: a run of the same kind was open already, and is answered with."),
});
export const runLocation = ({ runId }: { runId: number }) => `/runs/${runId}`;

export const runStatus = z.enum(RunStatus);
export const runKind = z.enum(RunKind);
export const runPortalStatus = z.enum(RunPortalStatus);

/** The version that a command is to find: the one that the caller named, or the one that is there. */
export const expectedVersion = (named: number | "any", current: { version: number }) =>
  named === "any" ? current.version : named;
/** of a body that may name it */
export const bodyVersion = { version: z.int().positive().max(ID_MAX).optional().describe("Instead of `If-Match`.") };
/** A text that may be empty: null, as answers tell an empty one, is the empty text. */
export const orEmpty = <Text extends z.ZodType<string>>(schema: Text) =>
  schema.nullable().transform((given) => given ?? "");

/** A list of ids of a bulk operation. */
export const ids = z.array(id).min(1).max(1_000);

/** A file: its text, or its bytes in base64. */
export const fileBody = {
  text: z.string().optional().describe("The file as text."),
  base64: z.base64().optional().describe("The file's bytes, instead of `text`."),
};
export const hasOneFile = ({ text: given, base64 }: { text?: string | undefined; base64?: string | undefined }) =>
  (given === undefined) !== (base64 === undefined);

/** What `hasOneFile` has let through, as the commands take files. */
export function toFile({ text: given, base64 }: { text?: string | undefined; base64?: string | undefined }): File {
  const bytes = base64 === undefined ? new TextEncoder().encode(given ?? "") : Buffer.from(base64, "base64");
  return new File([bytes], "file");
}
