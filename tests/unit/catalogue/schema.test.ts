import { describe, expect, test } from "vitest";
import { describeInvalidInput } from "@/lib/actions/failure";
import { ownTitleSchema } from "@/lib/catalogue/schema";
import { catalogueSettingsSchema } from "@/lib/server-tasks/schema";

const skuId = "05e9a617-0261-4cee-bb44-138d3ef5d965";

describe("a title of one's own", () => {
  test.each([
    ["  Microsoft\u00a0365   E3\t", "Microsoft 365 E3"],
    ["E3\u0000 for\nall", "E3 for all"],
    ["x".repeat(200), "x".repeat(200)],
  ])("%j is %j", (given, title) => {
    expect(ownTitleSchema.parse({ skuId, title: given })).toEqual({ skuId, title });
  });

  test.each([
    ["", "field-required"],
    [" \u00a0\t", "field-required"],
    ["x".repeat(201), "field-too-long"],
    [undefined, "field-required"],
  ])("%j is refused at its field", (title, code) => {
    const { error } = ownTitleSchema.safeParse({ skuId, title });
    expect(error && describeInvalidInput(error).fields).toMatchObject({ title: { code } });
  });
});

describe("the address of the list", () => {
  const read = (address: unknown) => catalogueSettingsSchema.safeParse({ address });

  test.each([
    ["https://mirror.example/list.csv", "https://mirror.example/list.csv"],
    [" https://mirror.example/a%20b.csv ", "https://mirror.example/a%20b.csv"],
    ["http://localhost:8080/list.csv", "http://localhost:8080/list.csv"],
    ["http://127.0.0.1/list.csv", "http://127.0.0.1/list.csv"],
    ["http://[::1]/list.csv", "http://[::1]/list.csv"],
    [undefined, undefined],
  ])("%j is %j", (given, address) => {
    expect(read(given).data).toEqual({ address });
  });

  test.each([
    "http://mirror.example/list.csv",
    "http://127.0.0.1.example/list.csv",
    "http://localhost.example/",
    "ftp://mirror.example/list.csv",
    "file:///etc/passwd",
    "https://user:secret@mirror.example/list.csv",
    "mirror.example/list.csv",
    "https://",
  ])("%j is refused at its field", (address) => {
    const { error } = read(address);
    expect(error && describeInvalidInput(error).fields).toEqual({
      address: { code: "catalogue-address-invalid", params: {} },
    });
  });
});
