/** Moves the focus among the entries of a menu: arrows go round, Home and End, a letter goes to the next entry that starts with it. */
export function moveInMenu(menu: HTMLElement, event: Pick<KeyboardEvent, "key"> & Partial<KeyboardEvent>): void {
  const entries = [...menu.querySelectorAll<HTMLElement>("[role^=menuitem]")];
  const current = entries.indexOf(document.activeElement as HTMLElement);
  const next = nextEntry(
    entries.map((entry) => entry.textContent ?? ""),
    current,
    event,
  );
  if (next !== null) {
    event.preventDefault?.();
    entries[next]?.focus();
  } else if (event.key === " " && entries[current] instanceof HTMLAnchorElement) {
    // Buttons hear the space bar by themselves.
    event.preventDefault?.();
    entries[current].click();
  }
}

/**
 * Where a press leads in a menu with a search field above its entries: in the field all keys write but those that go down to the
 * entries; among the entries what can be searched for, and the way up from the first one, leads back to the field.
 * @param current -1 while the field has the focus
 */
export function placeBySearch(current: number, press: Press): "field" | "entries" {
  if (current < 0) return ["ArrowDown", "ArrowUp", "Enter"].includes(press.key) ? "entries" : "field";
  if (current === 0 && press.key === "ArrowUp") return "field";
  return press.key === "Backspace" || isCharacter(press) ? "field" : "entries";
}

/** Moves the focus between the search field of a menu and its entries, and among these. */
export function moveBesideSearch(popup: HTMLElement, event: KeyboardEvent): void {
  const entries = [...popup.querySelectorAll("[role^=menuitem]")];
  const current = entries.indexOf(document.activeElement as Element);
  if (placeBySearch(current, event) === "field") {
    // A character is written where the focus is once the press has been heard; an arrow would move in the text.
    if (event.key === "ArrowUp") event.preventDefault();
    popup.querySelector("input")?.focus();
  } else if (current < 0 && event.key === "Enter") {
    event.preventDefault();
    moveInMenu(popup, { key: "Home" });
  } else moveInMenu(popup, event);
}

const isCharacter = ({ key, ctrlKey, metaKey, altKey }: Press) =>
  [...key].length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;

type Press = { key: string; ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean };

/** @param current -1 while no entry has the focus; @returns null where the key moves nothing */
export function nextEntry(texts: readonly string[], current: number, press: Press): number | null {
  const count = texts.length;
  if (count === 0) return null;
  switch (press.key) {
    case "ArrowDown":
      return (current + 1) % count;
    case "ArrowUp":
      return current <= 0 ? count - 1 : current - 1;
    case "Home":
    case "PageUp":
      return 0;
    case "End":
    case "PageDown":
      return count - 1;
  }
  if (!isCharacter(press)) return null;
  const letter = press.key.toLocaleLowerCase();
  const order = texts.map((_, step) => (current + 1 + step) % count);
  return order.find((index) => texts[index]?.trim().toLocaleLowerCase().startsWith(letter)) ?? null;
}
