/** Marks on letters, as they stand apart from them in decomposed text. */
const marks = /\p{M}/gu;

const plain = (text: string) => text.normalize("NFD").replaceAll(marks, "").toLowerCase();

/** Those of the items whose label has all words of the search, in any order, without regard to case and accents. */
export function narrowItems<Item extends { label: string }>(items: readonly Item[], search: string): readonly Item[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  return items.filter(({ label }) => {
    const text = plain(label);
    return words.every((word) => text.includes(word));
  });
}
