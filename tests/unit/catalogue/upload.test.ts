import { afterEach, describe, expect, test, vi } from "vitest";
import { sendList } from "@/components/catalogue/send-list";
import { CATALOGUE_BYTES_MAX } from "@/lib/catalogue/limits";
import { readListBytes } from "@/lib/catalogue/read-bytes";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Stands in for the browser's way to the server. */
function answerWith(status: number, body: object) {
  const sent: { address: unknown; body: unknown }[] = [];
  vi.stubGlobal("fetch", async (address: unknown, init: RequestInit) => {
    sent.push({ address, body: init.body });
    return Response.json(body, { status });
  });
  return sent;
}

function formWith(file: File | null) {
  const form = new FormData();
  if (file) form.set("file", file);
  return form;
}

describe("sending a list", () => {
  const file = new File(["a,b"], "list.csv", { type: "text/csv" });

  test("sends the file as it is, and hands the answer on", async () => {
    const sent = answerWith(200, { skus: { created: 1 } });
    expect(await sendList(null, formWith(file))).toEqual({ ok: true, data: { skus: { created: 1 } } });
    expect(sent).toEqual([{ address: "/api/catalogue", body: file }]);
  });

  test("shows at the field what the server says of the file", async () => {
    answerWith(409, { code: "catalogue-too-few", params: { count: 3, minimum: 50 }, fields: {} });
    const fault = { code: "catalogue-too-few", params: { count: 3, minimum: 50 } };
    expect(await sendList(null, formWith(file))).toEqual({ ok: false, error: { ...fault, fields: { file: fault } } });
  });

  test("shows over the form what does not concern the file", async () => {
    answerWith(500, { code: "unexpected", params: { errorId: "abc" }, fields: {}, errorId: "abc" });
    expect(await sendList(null, formWith(file))).toEqual({
      ok: false,
      error: { code: "unexpected", params: { errorId: "abc" }, errorId: "abc", fields: {} },
    });
  });

  test.each([
    ["no field", null],
    ["an empty choice", new File([], "")],
  ])("sends nothing of %s", async (_, none) => {
    const sent = answerWith(200, {});
    expect(await sendList(null, formWith(none))).toMatchObject({
      error: { fields: { file: { code: "field-required" } } },
    });
    expect(sent).toEqual([]);
  });

  test("sends no file that is too large", async () => {
    const sent = answerWith(200, {});
    const large = new File([new Uint8Array(CATALOGUE_BYTES_MAX + 1)], "large.csv");
    const fault = { code: "catalogue-too-large", params: { maximum: 8 } };
    expect(await sendList(null, formWith(large))).toMatchObject({ ok: false, error: { fields: { file: fault } } });
    expect(sent).toEqual([]);
  });
});

describe("reading a list as it arrives", () => {
  const bodyOf = (bytes: Uint8Array<ArrayBuffer>) => new Response(bytes).body;

  test("brings every byte, and none of nothing", async () => {
    const bytes = new Uint8Array(300_000).fill(7);
    expect(Buffer.from(bytes).equals(await readListBytes(bodyOf(bytes)))).toBe(true);
    expect(await readListBytes(null)).toHaveLength(0);
  });

  test("ends the stream at the limit", async () => {
    let chunks = 0;
    let isEnded = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        chunks += 1;
        controller.enqueue(new Uint8Array(1024 * 1024));
      },
      cancel: () => {
        isEnded = true;
      },
    });
    await expect(readListBytes(endless)).rejects.toMatchObject({ code: "catalogue-too-large" });
    expect([isEnded, chunks < 12]).toEqual([true, true]);
  });
});
