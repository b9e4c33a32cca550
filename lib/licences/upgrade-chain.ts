/**
 * Whether a licence would be an upgrade of itself, in however many steps.
 * @param baseOf of each licence the one it upgrades, as it would be
 */
export function isUpgradeOfItself<Key>(start: Key, baseOf: (licence: Key) => Key | null | undefined): boolean {
  const seen = new Set<Key>();
  let licence = baseOf(start);
  while (licence !== null && licence !== undefined && !seen.has(licence)) {
    if (licence === start) return true;
    seen.add(licence);
    licence = baseOf(licence);
  }
  return false;
}
