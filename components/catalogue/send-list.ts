import type { ActionError, ActionResult } from "@/lib/actions/result";
import { CATALOGUE_BYTES_MAX, CATALOGUE_MIB_MAX } from "@/lib/catalogue/limits";

type Rows = { created: number; changed: number; unchanged: number };

/** What the server answers to a list that it has taken over. */
export type UploadResult = {
  skus: Rows;
  servicePlans: Rows;
  renamed: { licences: number; products: number };
  /** not every line is named */
  skipped: { count: number; lines: number[] };
};

/** Whatever is wrong with the list is wrong with the field that holds it. */
function failed({ code, params, errorId }: Pick<ActionError, "code" | "params" | "errorId">): ActionResult<never> {
  const isOfFile = code.startsWith("catalogue-") || code === "field-required";
  return { ok: false, error: { code, params, errorId, fields: isOfFile ? { file: { code, params } } : {} } };
}

/** Sends the file of a form's field `file`, in the way of a server action. */
export async function sendList(_previous: null, form: FormData): Promise<ActionResult<UploadResult>> {
  const file = form.get("file");
  if (!(file instanceof File) || file.name === "") return failed({ code: "field-required", params: {} });
  // Not sent at all: the server would hang up in the middle of it.
  if (file.size > CATALOGUE_BYTES_MAX) {
    return failed({ code: "catalogue-too-large", params: { maximum: CATALOGUE_MIB_MAX } });
  }
  const headers = { "content-type": "text/csv" };
  const answer = await fetch("/api/catalogue", { method: "POST", headers, body: file });
  const body = await answer.json();
  return answer.ok ? { ok: true, data: body } : failed(body);
}
