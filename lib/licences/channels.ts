/** The channels that every installation has: their keys in the database, whose texts are in the messages. */
export const builtInChannels = [
  "volume",
  "oem",
  "full_packaged_product",
  "education",
  "system_builder",
  "leasing",
  "gift",
  "used_software",
] as const;
export type BuiltInChannel = (typeof builtInChannels)[number];

/** What the built-in channels are called in files and by people, English and German. */
const names: Record<BuiltInChannel, readonly string[]> = {
  volume: ["Volume", "Volumenlizenz"],
  oem: ["OEM"],
  full_packaged_product: ["Full Packaged Product", "FPP", "Box", "Vollprodukt"],
  education: ["Education", "Bildung"],
  system_builder: ["System Builder", "Systembuilder"],
  leasing: ["Leasing", "Miete"],
  gift: ["Gift", "Geschenk"],
  used_software: ["Used Software", "Gebrauchtsoftware", "Gebrauchte Software"],
};

const spellingOf = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** The key of the built-in channel that a person means; null: a channel of one's own. */
export function builtInChannelOf(name: string): BuiltInChannel | null {
  const spelling = spellingOf(name);
  return builtInChannels.find((key) => [key, ...names[key]].some((known) => spellingOf(known) === spelling)) ?? null;
}
