/** A field of a body or an answer, as a reader of the reference sees it. */
export type Field = { name: string; type: string; isRequired: boolean; text: string };

/** The part of JSON Schema that the document uses. */
export type Schema = {
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
};

const DEPTH_MAX = 4;
const quote = (value: unknown) => JSON.stringify(value);

/** All fields below a schema, those inside others behind a dot, those of list items behind []. */
export function listFields(schema: Schema, prefix = "", depth = 0): Field[] {
  if (depth > DEPTH_MAX) return [];
  const choices = choicesOf(schema).filter((each) => each.properties || each.items);
  if (choices.length > 0) {
    const each = choices.map((choice) => listFields(choice, prefix, depth));
    // What only one of several shapes needs is not needed as such.
    const isNeeded = (name: string) =>
      each.every((fields) => fields.some((one) => one.name === name && one.isRequired));
    return uniqueByName(each.flat()).map((field) => ({ ...field, isRequired: isNeeded(field.name) }));
  }
  if (schema.items) return listFields(schema.items, `${prefix}[]`, depth + 1);
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const name = prefix === "" ? key : `${prefix}.${key}`;
    const own: Field = {
      ...{ name, type: wordType(field), isRequired: schema.required?.includes(key) ?? false },
      text: describe(field),
    };
    return [own, ...listFields(field, name, depth + 1)];
  });
}

const choicesOf = ({ anyOf, oneOf }: Schema): Schema[] => anyOf ?? oneOf ?? [];

function uniqueByName(fields: readonly Field[]): Field[] {
  const byName = new Map<string, Field>();
  for (const field of fields) {
    const known = byName.get(field.name);
    const types = known && known.type !== field.type ? `${known.type} | ${field.type}` : field.type;
    byName.set(field.name, { ...(known ?? field), type: types });
  }
  return [...byName.values()];
}

export function wordType(schema: Schema): string {
  if (schema.const !== undefined) return quote(schema.const);
  if (schema.enum) return schema.enum.map(quote).join(" | ");
  const choices = choicesOf(schema);
  if (choices.length > 0) return [...new Set(choices.map(wordType))].join(" | ");
  if (schema.items) return `${wordType(schema.items)}[]`;
  return [schema.format ?? schema.type ?? "any"].flat().join(" | ");
}

function describe(schema: Schema): string {
  const { description, default: standard, minimum, maximum, minLength, maxLength } = schema;
  const isBounded = (value: number | undefined): value is number =>
    value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;
  return [
    ...(description ? [description] : []),
    ...(standard === undefined ? [] : [`Default ${quote(standard)}.`]),
    ...(isBounded(minimum) || isBounded(maximum) ? [`${minimum ?? ""}…${isBounded(maximum) ? maximum : ""}`] : []),
    ...(isBounded(minLength) || isBounded(maxLength) ? [`${minLength ?? 0}…${maxLength ?? ""} characters`] : []),
  ].join(" ");
}
