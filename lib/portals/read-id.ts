/** The number of a row out of a URL; undefined for anything that cannot be one. */
export function readId(given: string | string[] | undefined): number | undefined {
  return typeof given === "string" && /^[1-9]\d{0,8}$/.test(given) ? Number(given) : undefined;
}
