import type { Locator, Page } from "@playwright/test";

/** One finger on the screen, as the browser gets it from the hardware. */
export async function fingerOf(page: Page) {
  const session = await page.context().newCDPSession(page);
  let at = { x: 0, y: 0 };
  const touch = (type: "touchStart" | "touchMove" | "touchEnd") =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [at] });
  const middleOf = async (locator: Locator) => {
    const box = await locator.boundingBox();
    if (!box) throw new Error("it is not on the screen");
    return { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 80) };
  };
  return {
    async down(on: Locator) {
      await on.scrollIntoViewIfNeeded();
      at = await middleOf(on);
      await touch("touchStart");
    },
    async moveTo(to: Locator) {
      const [from, target] = [at, await middleOf(to)];
      for (let step = 1; step <= 12; step++) {
        at = { x: from.x + ((target.x - from.x) * step) / 12, y: from.y + ((target.y - from.y) * step) / 12 };
        await touch("touchMove");
      }
    },
    up: () => touch("touchEnd"),
  };
}
