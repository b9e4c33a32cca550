import type { Locator } from "@playwright/test";
import { expect } from "./fixtures";

/** Waits until React answers for an element that the server has rendered: a key that comes earlier is heard by nobody. */
export async function isAlive(locator: Locator): Promise<void> {
  await expect
    .poll(() => locator.evaluate((element) => Object.keys(element).some((key) => key.startsWith("__reactProps"))))
    .toBe(true);
}
