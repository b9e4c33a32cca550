import { describe, expect, test } from "vitest";
import { ConsumerKind, LicenceMetric } from "@/lib/db/generated/enums";
import { consumerKindOf } from "@/lib/products/consumer-kind";
import {
  addDevicesSchema,
  addFolderSchema,
  addProductSchema,
  consumerFileSchema,
  editProductSchema,
  moveFolderSchema,
  moveProductsSchema,
} from "@/lib/products/schema";

const form = { name: " Visio 2019 ", folderId: "3", metric: "user_cal", isConcurrent: "yes" };
const messagesOf = (result: { error?: { issues: { message: string }[] } }) =>
  result.error?.issues.map(({ message }) => message);

describe("a product from a form", () => {
  test("is read with numbers out of texts", () => {
    expect(addProductSchema.parse(form)).toEqual({
      name: "Visio 2019",
      folderId: 3,
      metric: "user_cal",
      isConcurrent: true,
      notes: "",
    });
    expect(addProductSchema.parse({ ...form, isConcurrent: undefined }).isConcurrent).toBe(false);
  });

  test.each([
    { name: " " },
    { name: "x".repeat(201) },
    { folderId: "" },
    { folderId: "3000000000" },
    { metric: "microsoft_365" },
  ])("is refused with %j", (change) => {
    expect(addProductSchema.safeParse({ ...form, ...change }).success).toBe(false);
  });

  test("is edited as the version that the form showed", () => {
    expect(editProductSchema.safeParse({ ...form, productId: "4" }).success).toBe(false);
    expect(editProductSchema.parse({ ...form, productId: "4", version: "2" })).toMatchObject({
      productId: 4,
      version: 2,
    });
  });
});

describe("consumers by hand", () => {
  test("[S57] [S58] are people or devices, by the metric; Microsoft 365 is none of the kinds, and no field takes a kind", () => {
    expect(Object.values(ConsumerKind)).toEqual(["person", "device"]);
    expect(Object.values(LicenceMetric).map(consumerKindOf)).toEqual(["person", "device", "device"]);
    expect(Object.keys(editProductSchema.shape).filter((field) => /kind|consumer|source/i.test(field))).toEqual([]);
    expect(addProductSchema.parse({ ...form, consumer: "microsoft_365" })).not.toHaveProperty("consumer");
  });

  test("devices come one a line, each once, without empty lines", () => {
    expect(addDevicesSchema.parse({ productId: 1, names: " PC-1\r\n\nPC-2\nPC-1 \n" }).names).toEqual(["PC-1", "PC-2"]);
    expect(messagesOf(addDevicesSchema.safeParse({ productId: 1, names: " \n" }))).toEqual(["device-names-missing"]);
    expect(addDevicesSchema.safeParse({ productId: 1, names: "x".repeat(201) }).success).toBe(false);
  });

  test("a file is neither empty nor too large", () => {
    const check = (size: number) =>
      messagesOf(consumerFileSchema.safeParse({ productId: 1, file: new File([new Uint8Array(size)], "a.csv") }));
    expect([check(0), check(1), check(5 * 1024 * 1024 + 1)]).toEqual([["csv-empty"], undefined, ["csv-too-large"]]);
  });
});

describe("folders", () => {
  test('"" is the top of the tree', () => {
    expect(addFolderSchema.parse({ parentId: "", name: "x" }).parentId).toBeNull();
    expect(moveFolderSchema.parse({ folderId: 1, parentId: null }).parentId).toBeNull();
    expect(moveFolderSchema.parse({ folderId: "1", parentId: "2" })).toEqual({ folderId: 1, parentId: 2 });
  });

  test("a move names at least one product and at most a thousand", () => {
    const move = (count: number) =>
      moveProductsSchema.safeParse({
        moves: [{ folderId: 1, productIds: Array.from({ length: count }, (_, at) => at + 1) }],
      }).success;
    expect([move(0), move(1), move(1_000), move(1_001)]).toEqual([false, true, true, false]);
  });
});
