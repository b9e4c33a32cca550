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
  const isLetter =
    [...press.key].length === 1 && press.key !== " " && !press.ctrlKey && !press.metaKey && !press.altKey;
  if (!isLetter) return null;
  const letter = press.key.toLocaleLowerCase();
  const order = texts.map((_, step) => (current + 1 + step) % count);
  return order.find((index) => texts[index]?.trim().toLocaleLowerCase().startsWith(letter)) ?? null;
}
