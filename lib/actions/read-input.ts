/** A form as the object its fields spell; a name that occurs more than once is a list. Anything else stays as it is. */
export function readInput(given: unknown): unknown {
  if (!(given instanceof FormData)) return given;
  // React adds fields of its own, which start with "$ACTION".
  const names = [...new Set(given.keys())].filter((name) => !name.startsWith("$ACTION"));
  return Object.fromEntries(
    names.map((name) => {
      const values = given.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}
