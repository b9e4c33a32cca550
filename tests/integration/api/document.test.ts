import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { openApiDocument } from "@/lib/api/openapi";
import { operations } from "@/lib/api/operations";
import { tags } from "@/lib/api/words";
import { permissions } from "@/lib/auth/permissions";
import { messagesByLocale } from "@/lib/i18n/messages";

test("the document is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  const result = await validator.validate(JSON.parse(JSON.stringify(openApiDocument())));
  expect(result.errors ?? []).toEqual([]);
  expect(validator.version).toBe("3.1");
});

test("every operation names a family, a permission, its parameters and codes that have a text", () => {
  for (const { name, tag, permission, path, params, codes = [], status, output, files } of operations) {
    expect(tags.map((each) => each.name, name)).toContain(tag);
    expect(permissions, name).toContain(permission);
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, param]) => param);
    expect(Object.keys(params?.shape ?? {}).sort(), name).toEqual(inPath.sort());
    expect(
      codes.filter((code) => !Object.hasOwn(messagesByLocale.en.errors, code)),
      name,
    ).toEqual([]);
    expect(status === 204, name).toBe(output === undefined && files === undefined);
  }
});

test("nothing in it is left without a schema", () => {
  const text = JSON.stringify(openApiDocument());
  // zod writes {} where it cannot say what something is.
  expect(text).not.toContain('"schema":{}');
});
